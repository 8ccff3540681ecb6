package io.whoset.forensics.detect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LifetimeTest {
    @ParameterizedTest
    @CsvSource({"0, FOR_EVER", "-1, NEGATIVE", "1, SECONDS", "2592000, SECONDS", "2592001, DATE", ", UNKNOWN"})
    void of_exptime_isOfAKind(Long exptime, Lifetime kind) {
        assertThat(Lifetime.of(exptime)).isEqualTo(kind);
    }
}
