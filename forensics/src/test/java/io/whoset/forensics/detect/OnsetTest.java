package io.whoset.forensics.detect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OnsetTest {
    private static final long SECOND = 1_000_000;
    private final Onset onset = new Onset();

    @Test
    void text_neverLikeTheOthers_saysSo() {
        onset.odd(7);
        assertThat(onset.text(10 * SECOND)).isEqualTo("; it never stored there as they do");
        assertThat(onset.before()).isZero();
        assertThat(onset.isReconnected()).isFalse();
    }

    @Test
    void text_sameConnection_saysUntilWhen() {
        onset.fine(7, 8 * SECOND);
        onset.odd(7);
        assertThat(onset.text(10 * SECOND))
                .isEqualTo("; until 2.0 s before the first of these it stored as they do (1 time)");
    }

    @Test
    void text_otherConnection_pointsAtARestart() {
        onset.fine(7, 7 * SECOND);
        onset.fine(7, 8 * SECOND);
        onset.odd(9);
        assertThat(onset.text(10 * SECOND))
                .isEqualTo("; until 2.0 s before the first of these it stored as they do (2 times), then came back over"
                        + " another connection");
        assertThat(onset.isReconnected()).isTrue();
        assertThat(onset.untilMicros()).isEqualTo(8 * SECOND);
    }

    @Test
    void odd_fineStoresAfterIt_changeNothing() {
        onset.fine(7, 8 * SECOND);
        onset.odd(7);
        onset.fine(9, 9 * SECOND);
        assertThat(onset.before()).isEqualTo(1);
        assertThat(onset.untilMicros()).isEqualTo(8 * SECOND);
    }
}
