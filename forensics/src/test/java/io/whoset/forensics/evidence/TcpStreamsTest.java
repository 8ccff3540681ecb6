package io.whoset.forensics.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TcpStreamsTest {
    private static final InetSocketAddress SERVER = new InetSocketAddress("192.0.2.1", 11211);

    private final List<String> said = new ArrayList<>();
    private final TcpStreams streams = new TcpStreams(new Transcript(), Set.of(11211), 2);

    /** What the streams said. */
    private final class Transcript implements Traffic {
        @Override
        public void onOpen(long conn, Ends ends) {
            said.add(conn + " open");
        }

        @Override
        public void onBytes(long conn, boolean fromClient, byte[] bytes, long tsMicros) {
            said.add(conn + " " + new String(bytes, StandardCharsets.US_ASCII));
        }

        @Override
        public void onMissing(long conn, boolean fromClient, long bytes, long tsMicros) {
            said.add(conn + " misses " + bytes);
        }

        @Override
        public void onEnd(long conn, long tsMicros) {
            said.add(conn + " end at " + tsMicros);
        }
    }

    private void send(int port, int sequence, String payload, long tsMicros) {
        streams.add(new Segment(
                new InetSocketAddress("198.51.100.7", port),
                SERVER,
                sequence,
                0,
                0,
                payload.getBytes(StandardCharsets.US_ASCII),
                0,
                tsMicros));
    }

    @Test
    void connection_beyondTheBound_endsTheOldestOne() {
        send(1, 10, "a", 1);
        send(2, 10, "b", 2);
        send(3, 10, "c", 3);
        send(2, 11, "B", 4);
        send(1, 11, "A", 5);
        streams.close();
        assertThat(said)
                .containsExactly(
                        "1 open",
                        "1 a",
                        "2 open",
                        "2 b",
                        "1 end at 3",
                        "3 open",
                        "3 c",
                        "2 B",
                        "2 end at 5",
                        "4 open",
                        "4 A",
                        "3 end at 0",
                        "4 end at 0");
    }
}
