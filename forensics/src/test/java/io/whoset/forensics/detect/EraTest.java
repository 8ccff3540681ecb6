package io.whoset.forensics.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.whoset.protocol.Key;
import org.junit.jupiter.api.Test;

class EraTest {
    private final KeyHistory history =
            new KeyHistory(new KeyFamily("k", true, new TallyBudget(10)), "cache", Key.of("k"));
    private final Era rule = new Era();

    private static SomeStore form(String writer, double second, String shape) {
        return SomeStore.by(writer, 1, second).shape(shape);
    }

    private Reading read(SomeStore store, SomeStore... peers) {
        return rule.read(store.sighting(), history, SomeStore.peers(peers));
    }

    private void store(SomeStore store) {
        KeyFamily family = history.family();
        family.eras().onStore(store.sighting(), family.seat(store.writer()));
    }

    private void rollout() {
        for (String writer : new String[] {"a", "b", "late"}) {
            store(form(writer, 0, "old"));
        }
        store(form("a", 10, "new"));
        store(form("b", 11, "new"));
    }

    @Test
    void read_oldFormLongAfterTheRollout_isOdd() {
        rollout();
        assertThat(read(form("late", 60, "old"), form("a", 50, "new")).kind()).isEqualTo(Reading.Kind.ODD);
    }

    @Test
    void read_duringTheRollout_isRememberedOnly() {
        rollout();
        Reading reading = read(form("late", 12, "old"), form("a", 11, "new"));
        assertThat(reading.kind()).isEqualTo(Reading.Kind.NO_OPPORTUNITY);
        assertThat(reading.alike()).isTrue();
    }

    @Test
    void read_keyThatNobodyStoredAnew_saysNothing() {
        rollout();
        assertThat(read(form("late", 60, "old")).kind()).isEqualTo(Reading.Kind.NO_OPPORTUNITY);
        assertThat(read(form("late", 60, "old"), form("a", 5, "old")).kind()).isEqualTo(Reading.Kind.FINE);
    }

    @Test
    void read_errors_areNoForm() {
        rollout();
        SomeStore down = form("a", 50, "new").loss(Emptiness.COMMON);
        assertThat(read(form("late", 60, "old"), down).kind()).isEqualTo(Reading.Kind.FINE);
        assertThat(read(form("late", 60, "old").loss(Emptiness.COMMON), form("a", 50, "new"))
                        .kind())
                .isEqualTo(Reading.Kind.NO_OPPORTUNITY);
    }

    @Test
    void isShared_nextStoreOfTheSameForm_only() {
        Sighting store = form("late", 60, "old").sighting();
        Charge charge = new Charge(0, store, store.form(), 1, "k", "why");
        assertThat(rule.isShared(charge, form("a", 61, "old").sighting())).isTrue();
        assertThat(rule.isShared(charge, form("a", 61, "new").sighting())).isFalse();
    }
}
