package io.whoset.forensics.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.whoset.forensics.record.Interval;
import io.whoset.protocol.Key;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CrossingsTest {
    private static final Interval READ = SomeStore.interval(1, 0.001);

    private final KeyHistory history =
            new KeyHistory(new KeyFamily("k", true, new TallyBudget(10)), "cache", Key.of("k"));

    /** What a store by c of digest 3 says, after b removed digest 3 from second 2 on. */
    private @Nullable String why(@Nullable Interval read, String cmd, long digest, double second) {
        SomeStore store = SomeStore.by("c", digest, second);
        return Crossings.why(store.sighting(), store.write(cmd, "STORED", read), history);
    }

    private void removed(String writer, double lasting) {
        history.onStore(SomeStore.by("a", 3, 0).sighting());
        history.onGone(writer, SomeStore.interval(2, lasting), 2 * SomeStore.SECOND);
    }

    @Test
    void why_removalBetweenReadAndStore_saysWhose() {
        removed("b", 0.001);
        assertThat(why(READ, "set", 3, 2.5))
                .isEqualTo("was read 1.5 s before it was stored, and b removed it in between");
    }

    @Test
    void why_oneConditionMissed_saysNothing() {
        removed("b", 0.001);
        assertThat(why(null, "set", 3, 2.5)).as("no read").isNull();
        assertThat(why(SomeStore.interval(2.1, 0.001), "set", 3, 2.5))
                .as("read after it")
                .isNull();
        assertThat(why(SomeStore.interval(1, 1.5), "set", 3, 2.8))
                .as("read beside it")
                .isNull();
        assertThat(why(READ, "cas", 3, 2.5)).as("checked by the server").isNull();
        assertThat(why(READ, "set", 5, 2.5)).as("a new value").isNull();
        assertThat(why(READ, "set", 3, 2.0005)).as("store beside it").isNull();
    }

    @Test
    void why_leaseLifetime_isTheLimit() {
        removed("b", 0.001);
        assertThat(why(READ, "set", 3, 11)).isNotNull();
        assertThat(why(READ, "set", 3, 11.000001)).isNull();
    }

    @Test
    void why_ownRemovalOrNone_saysNothing() {
        assertThat(why(READ, "set", 3, 2.5)).isNull();
        removed("c", 0.001);
        assertThat(why(READ, "set", 3, 2.5)).isNull();
    }
}
