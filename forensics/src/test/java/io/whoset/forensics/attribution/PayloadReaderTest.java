package io.whoset.forensics.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import io.whoset.forensics.attribution.PayloadReader.Secrecy;
import io.whoset.forensics.record.Format;
import io.whoset.forensics.record.Payload;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Connections share what a payload is looked at with. */
class PayloadReaderTest {
    private static final int PREVIEW_BYTES = 256;
    private static final int CONNECTIONS = 10_000;
    private static final long MOST_BYTES_EACH = 4_096;

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void payloadsOfTwoConnections_piecesInTurn_eachIsItsOwn() {
        PayloadReader one = new PayloadReader(PREVIEW_BYTES);
        PayloadReader other = new PayloadReader(PREVIEW_BYTES);
        one.begin(Secrecy.NONE);
        one.offer(bytes("{\"a\":"));
        other.begin(Secrecy.NONE);
        other.offer(bytes("plain "));
        one.offer(bytes("1}"));
        Payload json = one.end(7, false);
        other.offer(bytes("text"));
        Payload text = other.end(10, false);

        assertThat(json.format()).isEqualTo(Format.JSON);
        assertThat(text.format()).isEqualTo(Format.TEXT);
        assertThat(text.preview()).isEqualTo("plain text");
    }

    @Test
    void payload_givenUpOrWithheld_leavesNothingToTheNext() {
        PayloadReader reader = new PayloadReader(PREVIEW_BYTES);
        reader.begin(Secrecy.NONE);
        reader.offer(bytes("{\"a\":"));
        reader.withhold();
        assertThat(reader.end(7, false).format()).isNull();
        reader.begin(Secrecy.NONE);
        reader.offer(bytes("{\"cut"));
        reader.begin(Secrecy.NONE);
        reader.offer(bytes("12"));

        assertThat(reader.end(2, false).format()).isEqualTo(Format.INTEGER);
    }

    /** With sniffers of their own they took 18 KB each, and eight thousand connections filled the heap. */
    @Test
    void connections_thatWroteAndAreIdle_keepLittle() {
        List<PayloadReader> readers = new ArrayList<>();
        long before = used();
        for (int i = 0; i < CONNECTIONS; i++) {
            PayloadReader reader = new PayloadReader(PREVIEW_BYTES);
            reader.begin(Secrecy.NONE);
            reader.offer(bytes("{\"id\": " + i + "}"));
            assertThat(reader.end(9, false).format()).isEqualTo(Format.JSON);
            readers.add(reader);
        }

        assertThat((used() - before) / readers.size()).isLessThan(MOST_BYTES_EACH);
    }

    private static long used() {
        Runtime machine = Runtime.getRuntime();
        System.gc();
        return machine.totalMemory() - machine.freeMemory();
    }
}
