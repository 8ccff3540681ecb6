package io.whoset.forensics.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.whoset.forensics.record.Format;
import io.whoset.forensics.record.Interval;
import io.whoset.protocol.Key;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OldValueTest {
    private static final long SECOND = 1_000_000;
    private final KeyHistory history =
            new KeyHistory(new KeyFamily("k", true, new TallyBudget(10)), "cache", Key.of("k"));
    private final OldValue rule = new OldValue(2 * SECOND);
    private final Peers nobody = new Peers();
    private long epoch = 1;

    private static Sighting store(String writer, long digest, double second, double lasting) {
        long micros = (long) (second * SECOND);
        Interval interval = new Interval(micros * 1000, (long) ((second + lasting) * 1e9));
        return new Sighting(
                micros, writer, 1, micros, interval, digest, Format.JSON, 0, Lifetime.SECONDS, "s", null, true);
    }

    private static Sighting of(String writer, long digest, double second, String shape, @Nullable Emptiness loss) {
        Sighting plain = store(writer, digest, second, 0.001);
        return new Sighting(
                plain.line(),
                writer,
                1,
                plain.micros(),
                plain.interval(),
                digest,
                Format.JSON,
                0,
                Lifetime.SECONDS,
                shape,
                loss,
                true);
    }

    private void stored(String writer, long digest, double second) {
        history.onStore(store(writer, digest, second, 0.001));
    }

    private Reading.Kind read(String writer, long digest, double second) {
        return rule.read(store(writer, digest, second, 0.001), history, nobody).kind();
    }

    @Test
    void read_replacedVersionComesBack_isOddAndSaysSince() {
        stored("a", 1, 0);
        stored("a", 3, 1);
        stored("b", 5, 4);
        Reading reading = rule.read(store("c", 3, 10, 0.001), history, nobody);
        assertThat(reading.kind()).isEqualTo(Reading.Kind.ODD);
        assertThat(reading.why())
                .isEqualTo("brings back a version first stored 9.0 s ago by a, which b had replaced 6.0 s ago");
    }

    @Test
    void read_onlyTwoVersions_areAToggleAndNoHistory() {
        stored("a", 3, 1);
        stored("b", 5, 4);
        assertThat(read("c", 3, 10)).isEqualTo(Reading.Kind.FINE);
    }

    @Test
    void read_repairOfAStaleKey_isFine() {
        stored("a", 1, 0);
        stored("a", 3, 1);
        stored("b", 5, 4);
        stored("c", 3, 10);
        assertThat(read("a", 5, 12)).isEqualTo(Reading.Kind.FINE);
    }

    @Test
    void read_withinTheDwellTime_isALostRace() {
        stored("a", 1, 0);
        stored("a", 3, 1);
        stored("b", 5, 4);
        assertThat(read("c", 3, 5.9)).isEqualTo(Reading.Kind.FINE);
        assertThat(read("c", 3, 6)).isEqualTo(Reading.Kind.ODD);
    }

    @Test
    void read_birthsThatWereConcurrent_proveNothing() {
        stored("a", 1, 0);
        history.onStore(store("a", 3, 1, 5));
        history.onStore(store("b", 5, 4, 0.001));
        assertThat(read("c", 3, 20)).isEqualTo(Reading.Kind.FINE);
    }

    @Test
    void read_replacementStillUnderWay_provesNothing() {
        stored("a", 1, 0);
        stored("a", 3, 1);
        history.onStore(store("b", 5, 4, 30));
        assertThat(read("c", 3, 20)).isEqualTo(Reading.Kind.FINE);
    }

    @Test
    void read_acrossAGap_provesNothing() {
        stored("a", 1, 0);
        stored("a", 3, 1);
        history.onEpoch(++epoch);
        stored("b", 5, 4);
        assertThat(read("c", 3, 20)).isEqualTo(Reading.Kind.FINE);
    }

    @Test
    void read_ownReplacement_provesNothing() {
        stored("a", 1, 0);
        stored("a", 3, 1);
        stored("c", 5, 4);
        assertThat(read("c", 3, 20)).isEqualTo(Reading.Kind.FINE);
    }

    @Test
    void read_keyOfOneWriter_isNoOpportunity() {
        stored("c", 1, 0);
        stored("c", 3, 1);
        stored("c", 5, 4);
        assertThat(read("c", 3, 20)).isEqualTo(Reading.Kind.NO_OPPORTUNITY);
    }

    @Test
    void read_sameValueAfterExpiry_isFine() {
        stored("a", 3, 1);
        stored("b", 5, 4);
        history.onGone("b", new Interval(5_000_000_000L, 5_000_001_000L), 5_000_000);
        assertThat(read("c", 5, 20)).isEqualTo(Reading.Kind.FINE);
    }

    @Test
    void read_afterIncr_isNoOpportunity() {
        stored("a", 1, 0);
        stored("a", 3, 1);
        stored("b", 5, 4);
        history.onChanged();
        assertThat(read("c", 3, 20)).isEqualTo(Reading.Kind.NO_OPPORTUNITY);
    }

    @Test
    void read_valuesThatGoRound_areNoEvidence() {
        stored("a", 3, 1);
        stored("b", 5, 4);
        history.rebirth(store("c", 3, 10, 0.001));
        stored("c", 3, 10);
        assertThat(read("a", 3, 20)).isEqualTo(Reading.Kind.FINE);
        assertThat(read("a", 5, 20)).isEqualTo(Reading.Kind.FINE);
        for (int version = 6; version < 10; version++) {
            stored("b", version, 5 + version);
        }
        assertThat(read("a", 5, 40)).isEqualTo(Reading.Kind.ODD);
    }

    @Test
    void versions_thirteenth_pushesOutTheOneNotStoredForLongest() {
        for (int version = 1; version <= 13; version++) {
            stored(version % 2 == 0 ? "a" : "b", version, version);
        }
        assertThat(history.versions().count()).isEqualTo(12);
        assertThat(history.versions().indexOf(1)).isEqualTo(-1);
        assertThat(history.versions().indexOf(2)).isZero();
        assertThat(read("c", 1, 40)).isEqualTo(Reading.Kind.FINE);
    }

    @Test
    void read_ownOldValueThatNobodyElseStored_isFine() {
        stored("a", 1, 0);
        stored("c", 3, 1);
        stored("b", 5, 4);
        assertThat(read("c", 3, 20)).isEqualTo(Reading.Kind.FINE);
    }

    @Test
    void read_whatTheKeyHolds_isFine() {
        stored("a", 1, 0);
        stored("a", 3, 1);
        stored("b", 5, 4);
        stored("d", 3, 10);
        assertThat(read("c", 3, 20)).isEqualTo(Reading.Kind.FINE);
    }

    @Test
    void read_replacementOfAnotherForm_provesNothing() {
        stored("a", 1, 0);
        stored("a", 3, 1);
        history.onStore(of("b", 5, 4, "other", null));
        assertThat(read("c", 3, 20)).isEqualTo(Reading.Kind.FINE);
    }

    @Test
    void read_error_isForAnotherRule() {
        stored("a", 1, 0);
        stored("a", 3, 1);
        stored("b", 5, 4);
        assertThat(rule.read(of("c", 3, 20, "s", Emptiness.COMMON), history, nobody)
                        .kind())
                .isEqualTo(Reading.Kind.NO_OPPORTUNITY);
    }

    @Test
    void read_valuesThatWentRoundOnce_areNoEvidenceAtOnce() {
        stored("a", 1, 0);
        stored("a", 3, 1);
        stored("b", 5, 4);
        history.rebirth(store("c", 3, 10, 0.001));
        stored("c", 3, 10);
        assertThat(read("a", 5, 20)).isEqualTo(Reading.Kind.FINE);
    }

    /** Version 1, stored by these two, gives way to twelve younger ones; the stalest of those is stored at second 2. */
    private void bygone(String first, String second) {
        stored(first, 1, 0);
        stored(second, 1, 0.5);
        for (int version = 2; version <= 13; version++) {
            stored("b", 2L * version, version);
        }
    }

    @Test
    void read_bygoneVersionOfTwoWriters_isOddAfterTheDwellTime() {
        bygone("a", "b");
        assertThat(read("c", 1, 3.9)).isEqualTo(Reading.Kind.FINE);
        assertThat(read("c", 1, 4)).isEqualTo(Reading.Kind.ODD);
    }

    @Test
    void read_bygoneVersionOfOneWriter_isFine() {
        bygone("a", "a");
        assertThat(read("c", 1, 40)).isEqualTo(Reading.Kind.FINE);
    }

    @Test
    void read_bygoneVersionOfBeforeAGap_isFine() {
        bygone("a", "b");
        history.onEpoch(++epoch);
        assertThat(read("c", 1, 40)).isEqualTo(Reading.Kind.FINE);
    }

    @Test
    void read_bygoneVersionWhereValuesGoRound_isFine() {
        bygone("a", "b");
        history.rebirth(store("a", 8, 20, 0.001));
        assertThat(read("c", 1, 40)).isEqualTo(Reading.Kind.FINE);
    }

    @Test
    void isShared_nextStoreOfTheSameValue_only() {
        Charge charge = new Charge(0, store("c", 3, 20, 0.001), 3, epoch, "k", "why");
        assertThat(rule.isShared(charge, store("a", 3, 21, 0.001))).isTrue();
        assertThat(rule.isShared(charge, store("a", 5, 21, 0.001))).isFalse();
    }

    @Test
    void read_newValueOfOneWhoseNewValuesNobodyConfirms_isRememberedOnly() {
        stored("a", 1, 0);
        stored("b", 3, 1);
        assertThat(rule.read(store("c", 9, 20, 0.001), history, nobody).alike()).isFalse();
        for (int i = 0; i < 20; i++) {
            history.family().births().settled("c", false);
            history.family().births().settled("a", true);
        }
        Reading reading = rule.read(store("c", 9, 20, 0.001), history, nobody);
        assertThat(reading.kind()).isEqualTo(Reading.Kind.FINE);
        assertThat(reading.alike()).isTrue();
    }
}
