package io.whoset.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.whoset.audit.log.WriteRow;
import io.whoset.audit.store.OfflineStore;
import io.whoset.audit.store.WriteQuery;
import io.whoset.testkit.RealMemcached;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** whoset killed at any moment: what its clients were answered more than a flush before is in the log, and no line is torn. */
class KillIT {
    private static final int ROUNDS = 4;
    private static final long FLUSH_NANOS = Duration.ofSeconds(1).toNanos();
    private static final Pattern KEY = Pattern.compile("\"event\":\"write\".*\"key\":\"(k\\d+)\"");

    @TempDir
    Path dir;

    private final Random random = new Random(4711);
    private final Set<String> owed = new HashSet<>();
    private int sent;

    @Test
    void kill_atAnyMoment_losesAtMostTheLastSecond() throws Exception {
        try (RealMemcached memcached = RealMemcached.start()) {
            for (int round = 0; round < ROUNDS; round++) {
                try (WhosetProcess whoset = start(memcached)) {
                    writeUntilKilled(whoset);
                }
            }
            try (WhosetProcess whoset = start(memcached)) {
                whoset.listening();
                assertThat(whoset.terminate()).isEqualTo(ExitCode.DONE);
            }
        }

        List<String> lines = Files.readAllLines(dir.resolve("audit/writers.jsonl"));
        assertThat(lines).allMatch(line -> line.startsWith("{\"v\":1,") && line.endsWith("}"));
        List<String> logged = lines.stream()
                .map(KEY::matcher)
                .filter(Matcher::find)
                .map(matcher -> matcher.group(1))
                .toList();
        assertThat(logged).doesNotHaveDuplicates();
        assertThat(owed).isNotEmpty();
        assertThat(new HashSet<>(logged)).containsAll(owed);
        assertThat(stored()).containsExactlyInAnyOrderElementsOf(logged);
    }

    /** The keys of all writes that the store knows, page by page: each once, killed in the middle of taking rows or not. */
    private List<String> stored() throws IOException {
        OfflineStore store = new OfflineStore(dir.resolve("audit"), 64);
        List<String> keys = new ArrayList<>();
        List<WriteRow> page = store.newest(WriteQuery.newest(WriteQuery.MAX_LIMIT));
        while (!page.isEmpty()) {
            page.forEach(write -> keys.add(write.key()));
            String last = page.get(page.size() - 1).id();
            page = store.newest(WriteQuery.newest(WriteQuery.MAX_LIMIT).olderThan(last));
        }
        return keys;
    }

    private void writeUntilKilled(WhosetProcess whoset) throws IOException, InterruptedException {
        List<Long> answered = new ArrayList<>();
        int first = sent;
        try (Socket socket = new Socket(
                        InetAddress.getLoopbackAddress(), whoset.listening().getPort());
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))) {
            socket.setTcpNoDelay(true);
            long until = System.nanoTime()
                    + Duration.ofMillis(1200 + random.nextInt(900)).toNanos();
            while (System.nanoTime() < until) {
                String request = "set k" + sent + " 0 0 5\r\nhello\r\n";
                socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
                assertThat(in.readLine()).isEqualTo("STORED");
                answered.add(System.nanoTime());
                sent++;
            }
            long killed = System.nanoTime();
            whoset.close();
            for (int i = 0; i < answered.size() && killed - answered.get(i) > FLUSH_NANOS; i++) {
                owed.add("k" + (first + i));
            }
        }
    }

    private WhosetProcess start(RealMemcached memcached) throws Exception {
        String upstream = "127.0.0.1:" + memcached.address().getPort();
        return WhosetProcess.start(dir, "proxy", "--listen", "127.0.0.1:0", "--upstream", upstream, "--no-ui");
    }
}
