package io.whoset.forensics.detect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OnsetTest {
    private static final long SECOND = 1_000_000;
    private final Onset onset = new Onset();
    private final Pulse pulse = new Pulse() {};

    @Test
    void text_neverLikeTheOthers_saysSo() {
        onset.odd(7, pulse);
        assertThat(onset.text(10 * SECOND)).isEqualTo("; it never stored there as they do");
        assertThat(onset.before()).isZero();
        assertThat(onset.isReconnected()).isFalse();
    }

    @Test
    void text_sameConnection_saysUntilWhen() {
        pulse.countFine(7, 8 * SECOND);
        onset.odd(7, pulse);
        assertThat(onset.text(10 * SECOND))
                .isEqualTo("; until 2.0 s before the first of these it stored as they do (1 time)");
    }

    @Test
    void text_otherConnection_pointsAtARestart() {
        pulse.countFine(7, 7 * SECOND);
        pulse.countFine(7, 8 * SECOND);
        onset.odd(9, pulse);
        assertThat(onset.text(10 * SECOND))
                .isEqualTo("; until 2.0 s before the first of these it stored as they do (2 times), then came back over"
                        + " another connection");
        assertThat(onset.isReconnected()).isTrue();
        assertThat(onset.untilMicros()).isEqualTo(8 * SECOND);
    }

    @Test
    void odd_fineStoresAfterIt_changeNothing() {
        pulse.countFine(7, 8 * SECOND);
        onset.odd(7, pulse);
        pulse.countFine(9, 9 * SECOND);
        assertThat(onset.before()).isEqualTo(1);
        assertThat(onset.untilMicros()).isEqualTo(8 * SECOND);
    }
}
