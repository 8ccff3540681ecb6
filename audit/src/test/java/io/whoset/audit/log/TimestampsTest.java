package io.whoset.audit.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampsTest {
    @Test
    void parse_whatItWrote_isTheSameMoment() {
        SplittableRandom random = new SplittableRandom(1);
        long until = Instant.parse("2199-12-31T23:59:59Z").getEpochSecond() * 1_000_000;
        for (int i = 0; i < 20_000; i++) {
            long micros = random.nextLong(until);
            assertThat(Timestamps.parse(Timestamps.text(micros))).isEqualTo(micros);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-28T23:59:59.999999Z",
                "2024-02-29T00:00:00.000001Z",
                "1970-01-01T00:00:00.000000Z",
                "2026-11-28T23:59:59Z",
                "2026-11-28T23:59:59.5Z",
                "2026-11-28T24:00:00.000000Z",
                "2026-11-28T23:59:59.123456789Z"
            })
    void parse_everyFormOfAMoment_isAsTheJdkReadsIt(String text) {
        assertThat(Timestamps.parse(text)).isEqualTo(ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(text)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yesterday",
                "2026-02-29T00:00:00.000000Z",
                "2026-13-01T00:00:00.000000Z",
                "2026-00-10T00:00:00.000000Z",
                "2026-04-31T00:00:00.000000Z",
                "2026-04-30T00:60:00.000000Z",
                "2026-04-30 00:00:00.000000Z",
                "2026-04-30T00:00:00.00000xZ"
            })
    void parse_noMoment_isRefused(String text) {
        assertThatThrownBy(() -> Timestamps.parse(text)).isInstanceOf(DateTimeParseException.class);
    }
}
