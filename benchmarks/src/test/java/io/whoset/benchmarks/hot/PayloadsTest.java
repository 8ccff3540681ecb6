package io.whoset.benchmarks.hot;

import static org.assertj.core.api.Assertions.assertThat;

import io.whoset.forensics.payload.FormatSniffer;
import io.whoset.forensics.record.Format;
import java.nio.ByteBuffer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PayloadsTest {
    private static FormatSniffer.Sniffed sniff(byte[] payload) {
        FormatSniffer sniffer = new FormatSniffer();
        sniffer.reset();
        for (ByteBuffer piece : Payloads.pieces(payload)) {
            sniffer.offer(piece);
        }
        return sniffer.end();
    }

    @ParameterizedTest
    @ValueSource(ints = {250, 1024, 102_400})
    void json_anyNumber_isSoundAndOfItsLength(int bytes) {
        assertThat(IntStream.of(0, 1, 15, 999).mapToObj(number -> Payloads.json(number, bytes)))
                .allSatisfy(payload -> {
                    assertThat(payload).hasSize(bytes);
                    assertThat(sniff(payload).format()).isEqualTo(Format.JSON);
                    assertThat(sniff(payload).content().broken()).isFalse();
                });
    }

    @Test
    void text_ofOneKilobyte_isTextOfItsLength() {
        byte[] payload = Payloads.text(7, 1024);

        assertThat(payload).hasSize(1024);
        assertThat(sniff(payload).format()).isEqualTo(Format.TEXT);
    }

    @Test
    void pieces_ofAPayloadBeyondOneRead_areCutAtTheRead() {
        assertThat(Payloads.pieces(new byte[Payloads.READ_BYTES + 1]))
                .extracting(ByteBuffer::remaining)
                .containsExactly(Payloads.READ_BYTES, 1);
    }
}
