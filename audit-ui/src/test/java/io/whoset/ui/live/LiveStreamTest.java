package io.whoset.ui.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.whoset.ui.UiFixture;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LiveStreamTest {
    private static UiFixture ui;
    private final List<Socket> sockets = new ArrayList<>();

    @BeforeAll
    static void start() throws IOException {
        ui = new UiFixture(null);
    }

    @AfterAll
    static void stop() {
        ui.close();
    }

    @AfterEach
    void hangUp() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
        awaitWatchers(0);
    }

    private BufferedReader watch() throws IOException {
        return watch(ui.port());
    }

    private BufferedReader watch(int port) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        sockets.add(socket);
        socket.setSoTimeout(10_000);
        socket.getOutputStream()
                .write("GET /api/v1/live HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    private static List<String> until(BufferedReader in, String line) throws IOException {
        List<String> lines = new ArrayList<>();
        String read = "";
        while (!read.equals(line)) {
            read = in.readLine();
            assertThat(read).as("stream after %s", lines).isNotNull();
            lines.add(read);
        }
        return lines;
    }

    private void awaitWatchers(int count) {
        await().until(() -> ui.feed.watchers() == count);
    }

    @Test
    void line_published_isOneEvent() throws Exception {
        BufferedReader in = watch();
        List<String> head = until(in, "retry: 2000");
        awaitWatchers(1);

        ui.feed.publish("write", "0000000000000001", "{\"key\":\"k\"}");

        assertThat(head.get(0)).isEqualTo("HTTP/1.1 200 OK");
        assertThat(head).contains("content-type: text/event-stream; charset=utf-8");
        assertThat(until(in, "data: {\"key\":\"k\"}")).contains("event: write", "id: 0000000000000001");
        assertThat(in.readLine()).isEmpty();
    }

    @Test
    void burst_largerThanTheQueue_tellsWhatWasSkipped() throws Exception {
        BufferedReader in = watch();
        until(in, "retry: 2000");
        awaitWatchers(1);

        for (int i = 0; i < 100_000; i++) {
            ui.feed.publish("write", "", "{}");
        }

        List<String> lines = until(in, "event: skipped");
        assertThat(lines.stream().filter("data: {}"::equals).count()).isBetween((long) LiveClient.MAX_LINES, 100_000L);
        assertThat(in.readLine()).startsWith("data: {\"lost\":");
    }

    @Test
    void client_gone_isForgotten() throws Exception {
        until(watch(), "retry: 2000");
        awaitWatchers(1);

        sockets.get(0).close();

        awaitWatchers(0);
    }

    @Test
    void clients_oneTooMany_isRefused() throws Exception {
        for (int i = 0; i < LiveStream.MAX_CLIENTS; i++) {
            until(watch(), "retry: 2000");
        }
        awaitWatchers(LiveStream.MAX_CLIENTS);

        assertThat(watch().readLine()).isEqualTo("HTTP/1.1 503 Service Unavailable");
    }

    @Test
    void server_closed_endsTheStream() throws Exception {
        UiFixture closed;
        try (UiFixture other = new UiFixture(null)) {
            BufferedReader in = watch(other.port());
            until(in, "retry: 2000");
            await().until(() -> other.feed.watchers() == 1);

            closed = other;
        }
        assertThat(closed.feed.watchers()).isZero();
    }

    @Test
    void event_dataWithLineEnds_staysOneEvent() {
        assertThat(ServerSentEvent.of("gap", "", "a\nb\r\nc")).isEqualTo("event: gap\ndata: a\ndata: b\ndata: c\n\n");
    }
}
