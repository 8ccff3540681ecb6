package io.whoset.forensics.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;

class AccuserTest {
    private static final long TRAIT = 100;
    private static final long OUTAGE = 1L << 40;
    private static final Rule LOSS = new Loss();
    private static final Rule OLD = new OldValue(1);

    private final Accuser accuser = new Accuser(JudgeSettings.DEFAULT);
    private final Docket docket = new Docket(new TallyBudget(100));
    private int stores;

    private Tally tally(String writer) {
        Tally tally = docket.tally(writer);
        assertThat(tally).isNotNull();
        return Objects.requireNonNull(tally);
    }

    private void fine(String writer, int times) {
        for (int i = 0; i < times; i++) {
            tally(writer).fine(1, 1, 0);
            docket.countOpportunity();
        }
    }

    /** Odd stores from second 1 on, over so many keys and of so many traits. */
    private void odd(String writer, int times, int keys, long firstTrait, int traits) {
        odd(writer, 1, times, keys, firstTrait, traits);
    }

    private void odd(String writer, double second, int times, int keys, long firstTrait, int traits) {
        Tally tally = tally(writer);
        for (int i = 0; i < times; i++) {
            long trait = firstTrait + i % traits;
            Sighting store = SomeStore.by(writer, ++stores, second).sighting();
            tally.fired(1, trait);
            tally.charged(store, docket.opportunities() - tally.opportunities());
            tally.odd(new Charge(0, store, trait, 1, "k" + i % keys, "why"), "what");
            docket.countOpportunity();
        }
    }

    private boolean isProven(Rule rule, int families, double second) {
        return accuser.isProven(rule, docket, tally("c"), families, (long) (second * SomeStore.SECOND));
    }

    private void guilty(int times, int keys) {
        odd("c", times, keys, TRAIT, 1);
        fine("a", 60);
        fine("b", 60);
    }

    @Test
    void isProven_fourOnThreeKeysOrFiveOnTwo_isEnough() {
        guilty(4, 3);
        assertThat(isProven(LOSS, 1, 10)).isTrue();
    }

    @Test
    void isProven_threeOnThreeKeys_isTooFew() {
        guilty(3, 3);
        assertThat(isProven(LOSS, 1, 10)).isFalse();
    }

    @Test
    void isProven_onTwoKeys_needsFive() {
        guilty(4, 2);
        assertThat(isProven(LOSS, 1, 10)).isFalse();
        odd("c", 1, 1, TRAIT, 1);
        assertThat(isProven(LOSS, 1, 10)).isTrue();
    }

    @Test
    void isProven_oneKey_isABrokenKey() {
        guilty(9, 1);
        assertThat(isProven(LOSS, 1, 10)).isFalse();
    }

    @Test
    void isProven_withinTheGraceTime_waits() {
        guilty(6, 3);
        assertThat(isProven(LOSS, 1, 4.999)).isFalse();
        assertThat(isProven(LOSS, 1, 5)).isTrue();
    }

    @Test
    void isProven_whatAnOutageBeginsWith_waitsLonger() {
        fine("c", 1);
        odd("c", 6, 3, OUTAGE, 1);
        fine("a", 60);
        fine("b", 60);
        assertThat(isProven(LOSS, 1, 30.9)).isFalse();
        assertThat(isProven(LOSS, 1, 31)).isTrue();
    }

    @Test
    void isProven_outageThatGoesOnSpreading_waitsSinceItsLastVictim() {
        fine("c", 1);
        odd("c", 6, 3, OUTAGE, 1);
        fine("a", 60);
        fine("b", 60);
        odd("b", 20, 1, 1, OUTAGE, 1);
        assertThat(isProven(LOSS, 1, 49.9)).isFalse();
        assertThat(isProven(LOSS, 1, 50)).isTrue();
    }

    @Test
    void isProven_leastFactor_holdsWhereFewAreCompared() {
        guilty(6, 3);
        JudgeSettings settings = JudgeSettings.DEFAULT;
        JudgeSettings strict = new JudgeSettings(
                settings.historyBytes(),
                settings.families(),
                settings.tallies(),
                settings.falseAccusations(),
                1e30,
                settings.graceMicros(),
                settings.switchGraceMicros(),
                settings.dwellMicros(),
                settings.userRules());
        assertThat(isProven(LOSS, 1, 10)).isTrue();
        assertThat(new Accuser(strict).isProven(LOSS, docket, tally("c"), 1, 10L * 1_000_000))
                .isFalse();
    }

    @Test
    void isProven_oneOtherWriter_isNoMajority() {
        odd("c", 6, 3, TRAIT, 1);
        fine("a", 200);
        assertThat(isProven(LOSS, 1, 10)).isFalse();
        fine("b", 4);
        assertThat(isProven(LOSS, 1, 10)).as("four are not settled").isFalse();
        fine("b", 1);
        assertThat(isProven(LOSS, 1, 10)).isTrue();
    }

    @Test
    void isProven_othersSinceTheFirstOddOne_needTwentyFiveOpportunities() {
        fine("a", 100);
        fine("b", 100);
        odd("c", 6, 3, TRAIT, 1);
        fine("a", 24);
        assertThat(isProven(LOSS, 1, 10)).isFalse();
        fine("b", 1);
        assertThat(isProven(LOSS, 1, 10)).isTrue();
    }

    @Test
    void isProven_worstOther_mustBeThreeTimesBetter() {
        odd("c", 30, 3, TRAIT, 1);
        fine("c", 90);
        odd("a", 13, 3, 7, 1);
        fine("a", 87);
        fine("b", 1000);
        assertThat(isProven(LOSS, 1, 10)).isFalse();
        fine("a", 200);
        assertThat(isProven(LOSS, 1, 10)).isTrue();
    }

    @Test
    void isProven_manyFamilies_raiseTheBound() {
        guilty(4, 3);
        assertThat(isProven(LOSS, 1_000_000, 10)).isFalse();
    }

    @Test
    void isProven_othersShowTheTrait_waits() {
        guilty(6, 3);
        tally("c").sawTrait(TRAIT);
        tally("a").sawTrait(TRAIT);
        assertThat(isProven(LOSS, 1, 10)).isFalse();
        assertThat(accuser.isShared(LOSS, docket, tally("c"), TRAIT)).isTrue();
        assertThat(accuser.isShared(OLD, docket, tally("c"), TRAIT)).isFalse();
    }

    @Test
    void isProven_oldValues_mustBeThreeDifferentOnes() {
        odd("c", 6, 3, TRAIT, 2);
        fine("a", 60);
        fine("b", 60);
        assertThat(isProven(OLD, 1, 10)).isFalse();
        odd("c", 1, 1, 9, 1);
        assertThat(isProven(OLD, 1, 10)).isTrue();
    }

    @Test
    void isProven_oldValuesThatComeRound_proveNothing() {
        odd("c", 6, 3, TRAIT, 3);
        fine("a", 60);
        fine("b", 60);
        for (int i = 0; i < 3; i++) {
            docket.countShared();
        }
        assertThat(isProven(OLD, 1, 10)).isTrue();
        docket.countShared();
        assertThat(isProven(OLD, 1, 10)).isFalse();
    }

    @Test
    void isProven_oldValuesThatTheOthersBringBackToo_proveNothing() {
        odd("c", 20, 3, TRAIT, 3);
        odd("a", 7, 3, 7, 1);
        fine("a", 63);
        fine("b", 60);
        assertThat(isProven(OLD, 1, 10)).isFalse();
        fine("b", 60);
        assertThat(isProven(OLD, 1, 10)).isTrue();
    }

    @Test
    void isProven_structureOfItsOwn_needsThreeReturns() {
        guilty(6, 3);
        for (int returns = 0; returns < 3; returns++) {
            assertThat(isProven(new Dissent(), 1, 10)).isFalse();
            tally("c").fired(1, TRAIT);
            tally("c").fine(1, 1, 0);
        }
        assertThat(isProven(new Dissent(), 1, 10)).isTrue();
    }

    @Test
    void isProven_typeOfItsOwnFromTheStart_isAMismatch() {
        guilty(6, 3);
        assertThat(isProven(new TypeClash(), 1, 10)).isTrue();
        assertThat(isProven(new Dissent(), 1, 10)).isFalse();
        tally("c").fine(2, 1, 0);
        assertThat(isProven(new TypeClash(), 1, 10))
                .as("it wrote the others' once")
                .isFalse();
    }

    @Test
    void isProven_typeOfANewcomersOwn_isACanary() {
        fine("a", 50);
        guilty(6, 3);
        assertThat(isProven(new TypeClash(), 1, 10)).isFalse();
    }

    @Test
    void isProven_strangerNowAndThen_isNone() {
        fine("c", 6);
        guilty(6, 3);
        assertThat(isProven(new Foreign(new Homes()), 1, 10)).isTrue();
        fine("c", 1);
        assertThat(isProven(new Foreign(new Homes()), 1, 10)).isFalse();
    }

    @Test
    void isTurned_eightDroppedAndTwiceAsManyAsOdd_only() {
        guilty(6, 3);
        tally("c").accuse();
        odd("c", 4, 3, TRAIT, 1);
        for (int i = 0; i < 8; i++) {
            tally("c").dropped(SomeStore.by("c", 1, i).sighting().id());
        }
        assertThat(accuser.isTurned(tally("c"))).isFalse();
        tally("c").dropped(SomeStore.by("c", 1, 9).sighting().id());
        assertThat(accuser.isTurned(tally("c"))).isTrue();
    }

    @Test
    void isTurned_sevenDropped_isNot() {
        guilty(6, 3);
        tally("c").accuse();
        for (int i = 0; i < 7; i++) {
            tally("c").dropped(SomeStore.by("c", 1, i).sighting().id());
        }
        assertThat(accuser.isTurned(tally("c"))).isFalse();
    }

    @Test
    void isSuspect_factorAboveTen_only() {
        odd("c", 1, 1, TRAIT, 1);
        fine("a", 3);
        assertThat(accuser.isSuspect(LOSS, docket, tally("c"))).isFalse();
        odd("c", 3, 3, TRAIT, 1);
        fine("b", 60);
        assertThat(accuser.isSuspect(LOSS, docket, tally("c"))).isTrue();
    }
}
