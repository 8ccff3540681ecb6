package io.whoset.forensics.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.whoset.forensics.record.Format;
import io.whoset.protocol.Key;
import org.junit.jupiter.api.Test;

class ForeignTest {
    private static final SomeStore USUAL = SomeStore.by("a", 1, 1);

    private final Homes homes = new Homes();
    private final KeyFamily family = new KeyFamily("k", true, new TallyBudget(100));
    private final KeyFamily home = new KeyFamily("home", true, new TallyBudget(100));
    private final KeyHistory history = new KeyHistory(family, "cache", Key.of("k"));
    private final Foreign rule = new Foreign(homes);

    /** What a store of c says, after so many stores of others here and so many of its own elsewhere. */
    private Reading.Kind read(SomeStore store, int before, int elsewhere, SomeStore... peers) {
        for (int i = 0; i < before; i++) {
            store(USUAL);
        }
        for (int i = 0; i < elsewhere; i++) {
            homes.onStore(home.seat("c"), home);
        }
        homes.onStore(family.seat("c"), family);
        return rule.read(store.sighting(), history, SomeStore.peers(peers)).kind();
    }

    private void store(SomeStore store) {
        family.eras().onStore(store.sighting(), family.seat(store.writer()));
    }

    private static SomeStore alien() {
        return SomeStore.by("c", 9, 9).shape("alien");
    }

    @Test
    void read_lateWriterWithAHomeElsewhere_isOdd() {
        assertThat(read(alien(), 100, 30, USUAL)).isEqualTo(Reading.Kind.ODD);
    }

    @Test
    void read_familyNotSettledYet_isFine() {
        assertThat(read(alien(), 99, 30, USUAL)).isEqualTo(Reading.Kind.FINE);
    }

    @Test
    void read_newServerWithStructuredValues_isFine() {
        assertThat(read(alien(), 100, 29, USUAL)).isEqualTo(Reading.Kind.FINE);
    }

    @Test
    void read_plainTextWhereAllStoreStructures_isOdd() {
        SomeStore text = SomeStore.by("c", 9, 9).format(Format.TEXT).shape(null);
        assertThat(read(text, 100, 0, USUAL)).isEqualTo(Reading.Kind.ODD);
        assertThat(read(text, 0, 0, USUAL.format(Format.HTML))).isEqualTo(Reading.Kind.FINE);
    }

    @Test
    void read_formOfThePeers_isFine() {
        assertThat(read(alien(), 100, 30, USUAL, alien())).isEqualTo(Reading.Kind.FINE);
    }

    @Test
    void read_formThatOthersWriteElsewhereInTheFamily_isFine() {
        store(SomeStore.by("b", 7, 1).shape("alien"));
        assertThat(read(alien(), 100, 30, USUAL)).isEqualTo(Reading.Kind.FINE);
    }

    @Test
    void read_writerOfTheUsualForm_isFine() {
        store(SomeStore.by("c", 7, 1));
        assertThat(read(alien(), 100, 30, USUAL)).isEqualTo(Reading.Kind.FINE);
    }

    @Test
    void read_errorOrNobodyToCompareWith_isNoOpportunity() {
        assertThat(read(alien().loss(Emptiness.COMMON), 100, 30, USUAL)).isEqualTo(Reading.Kind.NO_OPPORTUNITY);
        assertThat(read(alien(), 0, 0)).isEqualTo(Reading.Kind.NO_OPPORTUNITY);
    }

    @Test
    void isShared_nextStoreOfTheSameForm_only() {
        Charge charge = new Charge(0, alien().sighting(), alien().sighting().form(), 1, "k", "why");
        assertThat(rule.isShared(charge, alien().sighting())).isTrue();
        assertThat(rule.isShared(charge, USUAL.sighting())).isFalse();
        assertThat(rule.pattern()).isEqualTo(Rule.Pattern.STRANGE);
    }
}
