package io.whoset.forensics.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.whoset.protocol.Key;
import org.junit.jupiter.api.Test;

class ResurrectedTest {
    private final KeyHistory history =
            new KeyHistory(new KeyFamily("k", true, new TallyBudget(10)), "cache", Key.of("k"));
    private final Resurrected rule = new Resurrected(2 * SomeStore.SECOND);

    private void removed(String writer, double lasting) {
        history.onStore(SomeStore.by("a", 3, 0).sighting());
        history.onGone(writer, SomeStore.interval(1, lasting), SomeStore.SECOND);
    }

    private Reading.Kind read(SomeStore store) {
        return rule.read(store.sighting(), history, SomeStore.peers()).kind();
    }

    @Test
    void read_removedValueAfterTheDwellTime_isOdd() {
        removed("b", 0.001);
        assertThat(read(SomeStore.by("c", 3, 2.999))).isEqualTo(Reading.Kind.FINE);
        assertThat(read(SomeStore.by("c", 3, 3))).isEqualTo(Reading.Kind.ODD);
    }

    @Test
    void read_newValue_isFine() {
        removed("b", 0.001);
        assertThat(read(SomeStore.by("c", 5, 9))).isEqualTo(Reading.Kind.FINE);
    }

    @Test
    void read_ownRemovalOrNoneOrAnError_isNoOpportunity() {
        assertThat(read(SomeStore.by("c", 3, 9))).isEqualTo(Reading.Kind.NO_OPPORTUNITY);
        removed("b", 0.001);
        assertThat(read(SomeStore.by("b", 3, 9))).isEqualTo(Reading.Kind.NO_OPPORTUNITY);
        assertThat(read(SomeStore.by("c", 3, 9).loss(Emptiness.COMMON))).isEqualTo(Reading.Kind.NO_OPPORTUNITY);
    }

    @Test
    void read_removalStillUnderWay_isFine() {
        removed("b", 30);
        assertThat(read(SomeStore.by("c", 3, 9))).isEqualTo(Reading.Kind.FINE);
    }

    @Test
    void read_storedSinceTheRemoval_isNoOpportunity() {
        removed("b", 0.001);
        history.onStore(SomeStore.by("a", 5, 4).sighting());
        assertThat(read(SomeStore.by("c", 3, 9))).isEqualTo(Reading.Kind.NO_OPPORTUNITY);
    }

    @Test
    void read_gapOrIncrSinceTheRemoval_isNoOpportunity() {
        removed("b", 0.001);
        history.onEpoch(7);
        assertThat(read(SomeStore.by("c", 3, 9))).isEqualTo(Reading.Kind.NO_OPPORTUNITY);
        removed("b", 0.001);
        history.onChanged();
        assertThat(read(SomeStore.by("c", 3, 9))).isEqualTo(Reading.Kind.NO_OPPORTUNITY);
    }

    @Test
    void isShared_nextStoreOfTheSameValue_only() {
        Charge charge = new Charge(Rules.RESURRECTED, SomeStore.by("c", 3, 9).sighting(), 3, 1, "k", "why");
        assertThat(rule.isShared(charge, SomeStore.by("a", 3, 10).sighting())).isTrue();
        assertThat(rule.isShared(charge, SomeStore.by("a", 5, 10).sighting())).isFalse();
    }
}
