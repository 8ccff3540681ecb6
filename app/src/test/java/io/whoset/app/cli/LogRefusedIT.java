package io.whoset.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.whoset.testkit.Http11;
import io.whoset.testkit.RealMemcached;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The disk refuses the log while clients write: the relay goes on, whoset says so, and in the end every write is in the log or counted. */
@Timeout(180)
class LogRefusedIT {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Pattern LOST = Pattern.compile("\"event\":\"gap\".*\"lost\":(\\d+)");

    @TempDir
    Path dir;

    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final AtomicLong answered = new AtomicLong();
    private volatile boolean enough;

    /** What refuses, and how it is mended. */
    private interface Refusal {
        void begin() throws Exception;

        void end() throws Exception;
    }

    @Test
    void disk_isFullWithBrake_clientsWaitAndNothingIsLost() throws Exception {
        assertThat(onASmallDisk("brake")).isZero();
    }

    @Test
    void disk_isFullWithGap_clientsGoOnAndWhatIsLostIsCounted() throws Exception {
        assertThat(onASmallDisk("gap")).isPositive();
    }

    @Test
    void file_isUnwritableWithBrake_clientsWaitAndNothingIsLost() throws Exception {
        assertThat(underADirectory("brake")).isZero();
    }

    @Test
    void file_isUnwritableWithGap_clientsGoOnAndWhatIsLostIsCounted() throws Exception {
        assertThat(underADirectory("gap")).isPositive();
    }

    private long onASmallDisk(String overflow) throws Exception {
        Path disk = Files.createDirectory(dir.resolve("disk"));
        boolean mounted = new ProcessBuilder("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", disk.toString())
                        .start()
                        .waitFor()
                == 0;
        assumeTrue(mounted, "no small disk: mounting is not allowed here");
        Path ballast = disk.resolve("ballast");
        try {
            return run(overflow, disk, new Refusal() {
                @Override
                public void begin() throws Exception {
                    Shell.run(disk, "head -c 4m /dev/zero > ballast || test -s ballast");
                }

                @Override
                public void end() throws Exception {
                    Files.delete(ballast);
                }
            });
        } finally {
            Shell.run(dir, "umount -l disk");
        }
    }

    /** A directory stands where the log belongs, and the log lies elsewhere. */
    private long underADirectory(String overflow) throws Exception {
        Path audit = dir.resolve("audit");
        Path log = audit.resolve("writers.jsonl");
        return run(overflow, audit, new Refusal() {
            @Override
            public void begin() throws Exception {
                Shell.run(audit, "mv writers.jsonl moved.jsonl && mkdir writers.jsonl");
            }

            @Override
            public void end() throws Exception {
                Files.delete(log);
            }
        });
    }

    /** Lets a client write before, during and after a refusal; how many writes the log's gaps count. */
    private long run(String overflow, Path audit, Refusal refusal) throws Exception {
        try (RealMemcached memcached = RealMemcached.start();
                WhosetProcess whoset = start(overflow, audit, memcached)) {
            InetSocketAddress server = whoset.listening();
            Future<?> client = thread.submit(() -> write(server));
            await().atMost(SOON).until(() -> answered.get() > 20);
            refusal.begin();
            await().atMost(SOON).until(() -> metric(whoset, "whoset_log_stalled") == 1);
            goesOn(overflow, whoset);
            refusal.end();
            await().atMost(SOON).until(() -> metric(whoset, "whoset_log_stalled") == 0);
            enough = true;
            client.get();
            assertThat(whoset.terminate()).as(whoset.err()).isEqualTo(ExitCode.DONE);
            assertThat(whoset.err())
                    .contains("writer log cannot be written", "audit queue is full", "writer log is written again");
        } finally {
            thread.shutdownNow();
        }
        return compare(audit);
    }

    private void goesOn(String overflow, WhosetProcess whoset) throws Exception {
        if (overflow.equals("gap")) {
            long before = answered.get();
            await().atMost(SOON).until(() -> answered.get() > before + 3_000);
        } else {
            await().atMost(SOON).until(() -> metric(whoset, "whoset_brakes_total") > 0);
            try (Socket reader = new Socket(
                    InetAddress.getLoopbackAddress(), whoset.listening().getPort())) {
                reader.setSoTimeout(10_000);
                reader.getOutputStream().write("get nothing\r\n".getBytes(StandardCharsets.US_ASCII));
                assertThat(reader.getInputStream().readNBytes(5)).asString().isEqualTo("END\r\n");
            }
        }
    }

    private Void write(InetSocketAddress server) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.getPort());
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))) {
            while (!enough) {
                String set = "set k" + answered + " 0 0 5\r\nhello\r\n";
                socket.getOutputStream().write(set.getBytes(StandardCharsets.US_ASCII));
                assertThat(in.readLine()).isEqualTo("STORED");
                answered.incrementAndGet();
            }
        }
        return null;
    }

    private long compare(Path audit) throws IOException {
        long lost = 0;
        long writes = 0;
        boolean told = false;
        try (Stream<Path> files = Files.list(audit)) {
            for (Path file :
                    files.filter(file -> file.toString().endsWith(".jsonl")).toList()) {
                for (String line : Files.readAllLines(file)) {
                    assertThat(line).startsWith("{\"v\":1,").endsWith("}");
                    Matcher gap = LOST.matcher(line);
                    lost += gap.find() ? Long.parseLong(gap.group(1)) : 0;
                    writes += line.contains("\"event\":\"write\"") ? 1 : 0;
                    told |= line.contains("the log could not be written");
                }
            }
        }
        assertThat(told).isTrue();
        assertThat(writes + lost).isEqualTo(answered.get());
        return lost;
    }

    private static double metric(WhosetProcess whoset, String name) throws Exception {
        String text = Http11.client()
                .send(
                        HttpRequest.newBuilder(URI.create(whoset.page() + "metrics"))
                                .build(),
                        BodyHandlers.ofString())
                .body();
        Matcher line = Pattern.compile("(?m)^" + name + "(?:\\{.*})? (\\S+)$").matcher(text);
        assertThat(line.find()).as(text).isTrue();
        return Double.parseDouble(line.group(1));
    }

    private WhosetProcess start(String overflow, Path audit, RealMemcached memcached) throws Exception {
        Path config = Files.write(
                dir.resolve("whoset.yaml"), List.of("audit:", "  overflow: " + overflow, "  queue-events: 1024"));
        return WhosetProcess.start(
                dir,
                "proxy",
                "--config",
                config.toString(),
                "--audit-dir",
                audit.toString(),
                "--ui",
                "127.0.0.1:0",
                "--listen",
                "127.0.0.1:0",
                "--upstream",
                "127.0.0.1:" + memcached.address().getPort());
    }
}
