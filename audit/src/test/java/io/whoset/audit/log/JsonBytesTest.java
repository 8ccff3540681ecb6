package io.whoset.audit.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written by hand is what the JDK would have written. */
class JsonBytesTest {
    private final JsonBytes out = new JsonBytes();

    private String text() {
        return new String(out.array(), 0, out.length(), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 9, 10, 99, 100, 4711, 1_000_000, Long.MAX_VALUE, -1, -10, Long.MIN_VALUE})
    void number_anyLong_isItsDecimalForm(long value) {
        assertThat(out.number(value)).isSameAs(out);

        assertThat(text()).isEqualTo(Long.toString(value));
    }

    @Test
    void hex_everyOctet_hasTwoLowerCaseDigits() {
        StringBuilder expected = new StringBuilder();
        for (int octet = 0; octet < 256; octet++) {
            assertThat(out.hex((byte) octet)).isSameAs(out);
            expected.append(String.format("%02x", octet));
        }

        assertThat(text()).isEqualTo(expected.toString());
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 999_999, 1_000_000, 1_767_323_045_000_006L, 1_767_323_045_999_999L, -1})
    void write_anyMoment_isTheFormOfTimestamps(long epochMicros) {
        new Timestamps().write(epochMicros, out);

        assertThat(text()).isEqualTo(Timestamps.text(epochMicros));
    }

    @Test
    void string_longerThanTheBuffer_isWhole() {
        String longText = "a\"b".repeat(5000);

        assertThat(out.raw("x".repeat(4090)).string(longText)).isSameAs(out);

        assertThat(text()).endsWith("\"" + "a\\\"b".repeat(5000) + "\"");
    }
}
