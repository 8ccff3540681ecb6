package io.whoset.forensics.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.whoset.forensics.record.Content;
import io.whoset.forensics.record.Format;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EmptinessTest {
    private static @Nullable Emptiness of(int leaves, int nulls, int empties, @Nullable String mark) {
        return Emptiness.of(60, Format.JSON, new Content("s", false, leaves, nulls, empties, mark));
    }

    private static boolean isOutage(@Nullable Emptiness loss) {
        return loss != null && Emptiness.isOutage(loss.kind());
    }

    @Test
    void of_filledValue_lacksNothing() {
        assertThat(of(9, 0, 0, null)).isNull();
    }

    @Test
    void of_noBytes_isWhatAnOutageLooksLike() {
        Emptiness loss = Emptiness.of(0, Format.EMPTY, Content.OPAQUE);
        assertThat(loss).isNotNull();
        assertThat(isOutage(loss)).isTrue();
    }

    @Test
    void of_webPage_isWhatAnOutageLooksLike() {
        Emptiness loss = Emptiness.of(60, Format.HTML, Content.OPAQUE);
        assertThat(loss).isNotNull();
        assertThat(isOutage(loss)).isTrue();
    }

    @Test
    void of_doesNotParse_isAlone() {
        Emptiness loss = Emptiness.of(60, Format.JSON, new Content(null, true, 9, 0, 0, null));
        assertThat(loss).isNotNull();
        assertThat(isOutage(loss)).isFalse();
    }

    @Test
    void of_errorMark_fourHundredsAreTheServersOwn() {
        assertThat(of(9, 0, 0, "\"status\": 401")).isNotNull();
        assertThat(isOutage(of(9, 0, 0, "\"status\": 401"))).isFalse();
        assertThat(isOutage(of(9, 0, 0, "\"status\": 503"))).isTrue();
        assertThat(isOutage(of(9, 0, 0, "\"error\""))).isTrue();
    }

    @Test
    void of_moreThanHalfOfThreeOrMoreHollow_isALoss() {
        assertThat(of(4, 2, 1, null)).isNotNull();
        assertThat(of(4, 1, 1, null)).isNull();
        assertThat(of(3, 2, 0, null)).isNotNull();
        assertThat(of(2, 2, 0, null)).isNull();
    }
}
