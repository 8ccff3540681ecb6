package io.whoset.forensics.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.whoset.protocol.Key;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EffectTest {
    @ParameterizedTest
    @CsvSource({
        "set, 60, STORED, STORED",
        "ms, 0, HD, STORED",
        "cas, 0, EXISTS, NOTHING",
        "add, 0, NOT_STORED, NOTHING",
        "set, 60, none, MAYBE_STORED",
        "set, 60, , MAYBE_STORED",
        "set, 60, lost, MAYBE_STORED",
        "cas, 60, none, CHANGED",
        "set, -1, STORED, GONE",
        "set, 60, SERVER_ERROR, GONE",
        "set, 60, CLIENT_ERROR, NOTHING",
        "delete, , DELETED, GONE",
        "delete, , NOT_FOUND, NOTHING",
        "md, , HD, GONE",
        "incr, , 17, CHANGED",
        "incr, , NOT_FOUND, NOTHING",
        "append, 0, STORED, CHANGED",
        "touch, -1, TOUCHED, GONE",
        "touch, 60, TOUCHED, NOTHING",
        "mg, , HD, NOTHING"
    })
    void of_commandAndReply_saysWhatTheItemIsNow(String cmd, Long exptime, String outcome, String effect) {
        WriteRecord write = new WriteRecord(
                new Origin("r", "u", "p", "w", 1),
                1,
                cmd,
                Key.of("k"),
                0L,
                exptime,
                null,
                outcome,
                null,
                new Interval(0, 1));
        assertThat(Effect.of(write)).hasToString(effect);
    }
}
