package io.whoset.forensics.payload;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PreviewTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = false, textBlock = """
            8|abc|abc
            3|abc|abc
            3|abcd|abc
            1|abc|a
            8|caf\\xC3\\xA9|café
            5|caf\\xC3\\xA9|café
            4|caf\\xC3\\xA9|caf
            4|\\xE2\\x82\\xAC\\xE2\\x82\\xAC|€
            5|\\xE2\\x82\\xAC\\xE2\\x82\\xAC|€
            6|\\xE2\\x82\\xAC\\xE2\\x82\\xAC|€€
            3|\\xF0\\x9F\\x98\\x80|''
            4|\\xF0\\x9F\\x98\\x80|😀
            8|a\\xC3|a\\xc3
            8|\\xFF\\x00\\x1B[|\\xff\\x00\\x1b[
            8|\\x7F\\xC2\\x9B|\\x7f\\xc2\\x9b
            8|\\xED\\xA0\\x80|\\xed\\xa0\\x80
            8|\\xC0\\xAF|\\xc0\\xaf
            8|a\\xE2\\x80\\xAEb|a\\xe2\\x80\\xaeb
            8|\\xE2\\x81\\xA6|\\xe2\\x81\\xa6
            8|\\xE2\\x80\\x99|’
            """)
    void end_everyCut_isTheBoundedText(int maxBytes, String payload, String text) {
        Preview preview = new Preview(maxBytes);
        for (List<ByteBuffer> pieces : Cuts.of(Cuts.bytes(payload))) {
            pieces.forEach(preview::offer);
            assertThat(preview.end()).isEqualTo(text);
        }
    }

    @Test
    void end_lineEndsAndTabs_stay() {
        Preview preview = new Preview(8);
        preview.offer(ByteBuffer.wrap(Cuts.bytes("a\r\n\tb")));
        assertThat(preview.end()).isEqualTo("a\r\n\tb");
    }

    @Test
    void end_noBytesKept_isNull() {
        Preview preview = new Preview(0);
        preview.offer(ByteBuffer.wrap(Cuts.bytes("secret")));
        assertThat(preview.end()).isNull();
    }

    @Test
    void end_emptyPayload_isEmpty() {
        assertThat(new Preview(8).end()).isEmpty();
    }

    @Test
    void reset_afterAPayloadThatDidNotEnd_forgetsIt() {
        Preview preview = new Preview(2);
        preview.offer(ByteBuffer.wrap(Cuts.bytes("left over")));
        preview.reset();
        preview.offer(ByteBuffer.wrap(Cuts.bytes("b")));
        assertThat(preview.end()).isEqualTo("b");
    }
}
