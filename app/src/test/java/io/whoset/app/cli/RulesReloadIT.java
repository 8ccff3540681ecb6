package io.whoset.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.whoset.testkit.RealMemcached;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SIGHUP reads the user's rules again: new ones hold from there on, and a file with a mistake leaves the old ones. */
class RulesReloadIT {
    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    Path dir;

    @Test
    void hangUp_readsRulesAgain_withoutARestart() throws Exception {
        try (RealMemcached memcached = RealMemcached.start()) {
            Path config = write(memcached, "first", "a*");
            try (WhosetProcess whoset = WhosetProcess.start(dir, "proxy", "--no-ui", "--config", config.toString());
                    Socket client = connect(whoset)) {
                set(client, "a1");
                write(memcached, "second", "b*");
                hangUp(whoset, "your rules were read again", 1);
                set(client, "a2");
                set(client, "b2");

                Files.writeString(config, Files.readString(config).replace("verdict: poison", "verdict: posion"));
                hangUp(whoset, "your rules stay as they were", 1);
                assertThat(whoset.err())
                        .contains(config + ":")
                        .contains("verdict")
                        .contains("posion");
                set(client, "b3");

                write(memcached, "third", "c*");
                hangUp(whoset, "your rules were read again", 2);
                set(client, "b4");
                set(client, "c4");
                assertThat(whoset.terminate()).isEqualTo(ExitCode.DONE);
            }
            assertThat(judged()).containsExactly("a1 first", "a2 -", "b2 second", "b3 second", "b4 -", "c4 third");
        }
    }

    private Path write(RealMemcached memcached, String rule, String key) throws IOException {
        return Files.write(
                dir.resolve("whoset.yaml"),
                List.of(
                        "routes:",
                        "  - listen: 127.0.0.1:0",
                        "    upstream: 127.0.0.1:" + memcached.address().getPort(),
                        "rules:",
                        "  - name: " + rule,
                        "    key: '" + key + "'",
                        "    verdict: poison"));
    }

    private static void hangUp(WhosetProcess whoset, String said, int times) throws Exception {
        whoset.signal("HUP");
        await().atMost(SOON).until(() -> whoset.err().split(said, -1).length > times);
    }

    private static Socket connect(WhosetProcess whoset) throws IOException {
        Socket socket =
                new Socket(whoset.listening().getAddress(), whoset.listening().getPort());
        socket.setSoTimeout(20_000);
        return socket;
    }

    /** Waits for its line as well: a write is judged after it was answered. */
    private void set(Socket client, String key) throws IOException {
        client.getOutputStream().write(("set " + key + " 0 0 1\r\nx\r\n").getBytes(StandardCharsets.US_ASCII));
        assertThat(client.getInputStream().readNBytes(8)).asString().isEqualTo("STORED\r\n");
        await().atMost(SOON)
                .until(() -> Files.readString(dir.resolve("audit").resolve("writers.jsonl"))
                        .contains("\"key\":\"" + key + "\""));
    }

    /** Each write's key and the rule that it met. */
    private List<String> judged() throws IOException {
        return Files.readAllLines(dir.resolve("audit").resolve("writers.jsonl")).stream()
                .filter(line -> line.contains("\"event\":\"write\""))
                .map(line -> line.replaceAll(".*\"key\":\"(\\w+)\".*", "$1") + " " + rule(line))
                .toList();
    }

    private static String rule(String line) {
        for (String name : List.of("first", "second", "third")) {
            if (line.contains(name)) {
                return name;
            }
        }
        return "-";
    }
}
