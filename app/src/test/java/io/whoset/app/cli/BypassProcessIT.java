package io.whoset.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.whoset.testkit.Http11;
import io.whoset.testkit.RealMemcached;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Writes around a whole whoset: the metric, the gap line and the warning that names the peer. */
class BypassProcessIT {
    private static final Duration SOON = Duration.ofSeconds(40);

    @TempDir
    Path dir;

    @Test
    void proxy_writesGoAroundIt_saysHowManyAndWhoIsConnected() throws Exception {
        try (RealMemcached memcached = RealMemcached.start()) {
            Path config = Files.write(
                    dir.resolve("whoset.yaml"),
                    List.of(
                            "routes:",
                            "  - name: users",
                            "    listen: 127.0.0.1:0",
                            "    upstream: 127.0.0.1:" + memcached.address().getPort(),
                            "    bypass-check: true",
                            "ui:",
                            "  listen: 127.0.0.1:0"));
            try (WhosetProcess whoset = WhosetProcess.start(dir, "proxy", "--config", config.toString());
                    Socket honest = connect(whoset.listening());
                    Socket around = connect(memcached.address())) {
                await().atMost(SOON)
                        .until(() -> !List.of("", "0").contains(metric(whoset, "whoset_bypass_checks_total")));
                set(honest, 5);
                set(around, 3);
                await().atMost(SOON)
                        .until(() ->
                                metric(whoset, "whoset_bypass_writes_total").equals("3"));
                assertThat(metric(whoset, "whoset_bypassed")).isEqualTo("1");
                assertThat(whoset.err())
                        .contains("writes reach memcached around whoset")
                        .contains("127.0.0.1:" + around.getLocalPort());
                assertThat(whoset.terminate()).isEqualTo(ExitCode.DONE);
            }
            assertThat(Files.readString(dir.resolve("audit").resolve("writers.jsonl")))
                    .contains("\"event\":\"gap\"")
                    .contains("\"lost\":3,")
                    .contains("seen by the bypass check of route users");
        }
    }

    private static Socket connect(InetSocketAddress server) throws Exception {
        Socket socket = new Socket(server.getAddress(), server.getPort());
        socket.setSoTimeout(20_000);
        return socket;
    }

    private static void set(Socket client, int times) throws Exception {
        for (int i = 0; i < times; i++) {
            client.getOutputStream().write("set k 0 0 1\r\nx\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(client.getInputStream().readNBytes(8)).asString().isEqualTo("STORED\r\n");
        }
    }

    private static String metric(WhosetProcess whoset, String name) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(whoset.page()).resolve("/metrics"))
                .build();
        String text = Http11.client()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
        return text.lines()
                .filter(line -> line.startsWith(name + "{route=\"users\"}"))
                .map(line -> line.substring(line.indexOf(' ') + 1).replaceAll("\\.0$", ""))
                .findFirst()
                .orElse("");
    }
}
