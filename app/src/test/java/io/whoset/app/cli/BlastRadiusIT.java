package io.whoset.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.whoset.testkit.Http11;
import io.whoset.testkit.RealMemcached;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who asked for a key while it held a bad version, by every way of asking, seen through the whole of whoset. */
class BlastRadiusIT {
    @TempDir
    Path dir;

    @Test
    void damage_namesWhoAskedForTheBadVersion_andHowOften() throws Exception {
        Files.writeString(
                dir.resolve("rules.yaml"),
                "rules:\n  - name: no-401\n    key: 'user:*'\n    contains: '401'\n    verdict: poison\n");
        try (RealMemcached memcached = RealMemcached.start();
                WhosetProcess whoset = start(memcached)) {
            try (Socket bad = connect(whoset, "127.0.1.9");
                    Socket one = connect(whoset, "127.0.1.1");
                    Socket two = connect(whoset, "127.0.1.2")) {
                say(one, "get user:1\r\n", "END");
                say(bad, "set user:1 0 60 3\r\n401\r\n", "STORED");
                awaitVerdict();
                say(one, "get user:1\r\n", "END");
                say(one, "get x user:1 y\r\n", "END");
                say(one, "mg user:1 v\r\n", "401");
                say(two, "gat 60 user:1\r\n", "END");
                say(one, "set user:1 0 60 2\r\nok\r\n", "STORED");
                awaitWrites(3);
                say(two, "get user:1\r\n", "END");
                await().atMost(Duration.ofSeconds(10))
                        .untilAsserted(() -> assertThat(damage(whoset).replaceAll(",\"last\":\"[^\"]*\"", ""))
                                .contains(
                                        "\"reads\":4,\"readers\":[{\"writer\":\"127.0.1.1\",\"reads\":3,\"versions\":1},"
                                                + "{\"writer\":\"127.0.1.2\",\"reads\":1,\"versions\":1}]"));
            }
            whoset.terminate();
        }
    }

    private void awaitVerdict() {
        await().atMost(Duration.ofSeconds(10)).until(() -> log().contains("\"verdict\":\"poison\""));
    }

    private void awaitWrites(long count) {
        await().atMost(Duration.ofSeconds(10))
                .until(() -> log().lines()
                                .filter(line -> line.contains("\"event\":\"write\""))
                                .count()
                        >= count);
    }

    private String log() throws IOException {
        return Files.readString(dir.resolve("audit/writers.jsonl"));
    }

    private static String damage(WhosetProcess whoset) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(whoset.page() + "api/v1/writers/127.0.1.9/damage"))
                .build();
        return Http11.client()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private WhosetProcess start(RealMemcached memcached) throws Exception {
        return WhosetProcess.start(
                dir,
                "proxy",
                "--config",
                "rules.yaml",
                "--ui",
                "127.0.0.1:0",
                "--listen",
                "127.0.0.1:0",
                "--upstream",
                "127.0.0.1:" + memcached.address().getPort());
    }

    private static Socket connect(WhosetProcess whoset, String from) throws IOException {
        Socket socket = new Socket();
        socket.bind(new InetSocketAddress(from, 0));
        socket.connect(whoset.listening());
        return socket;
    }

    private static void say(Socket to, String request, String last) throws IOException {
        to.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        StringBuilder answer = new StringBuilder();
        while (!answer.toString().endsWith(last + "\r\n")) {
            answer.append((char) to.getInputStream().read());
        }
    }
}
