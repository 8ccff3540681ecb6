package io.whoset.forensics.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.whoset.forensics.record.Format;
import io.whoset.forensics.record.Interval;
import io.whoset.forensics.record.Members;
import io.whoset.protocol.Key;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;

/** Two writers store one key in turns, a hundred versions of it, each version three times. */
class NoiseTest {
    private static final long VALUE = 0b01;
    private static final long BOTH = 0b11;

    private final KeyFamily family = new KeyFamily("k", true, new TallyBudget(10));
    private final KeyHistory history = new KeyHistory(family, "cache", Key.of("k"));
    private final Noise noise = family.noise();
    private int stores;

    private long heard(String writer, long value, long extra) {
        long[] slots = new long[Members.SLOTS];
        slots[0] = value;
        slots[1] = extra;
        Sighting store = new Sighting(
                ++stores,
                writer,
                1,
                stores,
                new Interval(stores, stores),
                stores * 31L,
                Format.JSON,
                0,
                Lifetime.SECONDS,
                "s",
                null,
                true);
        Sighting heard = noise.heard(store, Members.of(BOTH, slots), history);
        history.onStore(heard);
        return heard.digest();
    }

    /** What 300 stores leave: whether, at their end, the same value has the same version whatever the other member holds. */
    private boolean isLeftOut(LongUnaryOperator value, LongUnaryOperator extra) {
        for (int store = 0; store < 300; store++) {
            heard(store % 2 == 0 ? "a" : "b", value.applyAsLong(store), extra.applyAsLong(store));
        }
        return heard("a", 1000, 1) == heard("b", 1000, 2);
    }

    @Test
    void heard_hostName_isLeftOut() {
        assertThat(isLeftOut(store -> store / 3, store -> store % 2)).isTrue();
    }

    @Test
    void heard_timeOfRendering_isLeftOut() {
        assertThat(isLeftOut(store -> store / 3, store -> store)).isTrue();
    }

    @Test
    void heard_dateOfChange_tellsVersions() {
        assertThat(isLeftOut(store -> store / 3, store -> store / 3)).isFalse();
    }

    @Test
    void heard_membersThatAreNewEachTime_areAllThatTells() {
        assertThat(isLeftOut(store -> store, store -> store)).isFalse();
    }

    @Test
    void heard_restThatNeverChanges_tellsNothing() {
        assertThat(isLeftOut(store -> 7, store -> store)).isFalse();
    }

    @Test
    void heard_hostNamesLearnt_forgetsTheVersionsOfBefore() {
        List<Integer> known = new ArrayList<>();
        for (int store = 0; store < 300; store++) {
            heard(store % 2 == 0 ? "a" : "b", store / 3, store % 2);
            known.add(history.versions().count());
        }
        int learnt = known.indexOf(12) + known.subList(known.indexOf(12), 300).indexOf(1);
        assertThat(learnt).isBetween(100, 200);
        assertThat(history.versions().get(history.versions().count() - 1).isByOtherThan("a"))
                .isTrue();
    }

    @Test
    void heard_oneWriterAlone_teachesNothing() {
        for (int store = 0; store < 300; store++) {
            heard("a", store / 3, store);
        }
        assertThat(heard("a", 1000, 1)).isNotEqualTo(heard("b", 1000, 2));
    }

    @Test
    void digest_leftOut_countsOnlyWhatIsLeft() {
        long[] slots = new long[Members.SLOTS];
        slots[0] = 5;
        slots[1] = 6;
        Members one = Members.of(BOTH, slots);
        slots[1] = 7;
        assertThat(one.digest(BOTH & ~VALUE)).isEqualTo(Members.of(BOTH, slots).digest(BOTH & ~VALUE));
    }
}
