package io.whoset.ui.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.whoset.audit.log.WriteRow;
import io.whoset.ui.SampleWrites;
import io.whoset.ui.UiFixture;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A watcher that comes back with the id of the line that it saw last. */
class LiveResumeTest {
    private static final long MICROS = 1_800_000_000_000_000L;

    private UiFixture ui;
    private SampleWrites writes;
    private Socket socket;

    @BeforeEach
    void start() throws IOException {
        ui = new UiFixture(null);
        writes = new SampleWrites(ui.store);
        socket = new Socket(InetAddress.getLoopbackAddress(), ui.port());
        socket.setSoTimeout(10_000);
    }

    @AfterEach
    void stop() throws IOException {
        socket.close();
        ui.close();
    }

    private WriteRow write(String key) {
        return writes.write("web-01", MICROS, key, "v", "text", List.of());
    }

    private BufferedReader watch(String lastId) throws IOException {
        String request = "GET /api/v1/live HTTP/1.1\r\nHost: localhost\r\nLast-Event-ID: " + lastId + "\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        await().until(() -> ui.feed.watchers() == 1);
        return in;
    }

    private void publish(WriteRow row) {
        ui.feed.publish("write", row.id(), "{\"key\":\"" + row.key() + "\"}");
    }

    /** Ids, and what was skipped, up to the line with this id. */
    private static List<String> ids(BufferedReader in, String last) throws IOException {
        List<String> ids = new ArrayList<>();
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (line.startsWith("id: ") || line.startsWith("data: {\"lost\"")) {
                ids.add(line.substring(line.indexOf(' ') + 1));
            }
            if (line.equals("id: " + last)) {
                return ids;
            }
        }
        throw new AssertionError("the stream ended after " + ids);
    }

    @Test
    void watcher_comesBack_getsWhatItMissedAndThenWhatComesOnce() throws Exception {
        WriteRow seen = write("a");
        WriteRow missed = write("b");
        BufferedReader in = watch(seen.id());

        WriteRow meanwhile = write("c");
        publish(meanwhile);
        WriteRow later = write("d");
        publish(later);

        assertThat(ids(in, later.id())).containsExactly(missed.id(), meanwhile.id(), later.id());
    }

    @Test
    void watcher_comesBackToSilence_getsWhatItMissed() throws Exception {
        WriteRow seen = write("a");
        WriteRow missed = write("b");

        assertThat(ids(watch(seen.id()), missed.id())).containsExactly(missed.id());
    }

    @Test
    void watcher_missedMoreThanIsKept_isToldHowMuch() throws Exception {
        WriteRow seen = write("a");
        WriteRow last = seen;
        for (int i = 0; i < LiveClient.MAX_LINES + 7; i++) {
            last = write("k" + i);
        }

        List<String> ids = ids(watch(seen.id()), last.id());

        assertThat(ids).hasSize(LiveClient.MAX_LINES + 1).startsWith("{\"lost\":7}");
    }

    @Test
    void watcher_withoutAnId_getsOnlyWhatComes() throws Exception {
        write("a");
        BufferedReader in = watch("none");
        WriteRow now = write("b");
        publish(now);

        assertThat(ids(in, now.id())).containsExactly(now.id());
    }
}
