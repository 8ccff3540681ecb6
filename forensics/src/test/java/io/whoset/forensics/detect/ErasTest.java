package io.whoset.forensics.detect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ErasTest {
    private final KeyFamily family = new KeyFamily("k", true, new TallyBudget(800));
    private final Eras eras = family.eras();
    private static final long NEW = form("c", 0, "new").sighting().form();

    private static SomeStore form(String writer, double second, String shape) {
        return SomeStore.by(writer, 1, second).shape(shape);
    }

    private void stored(String writer, double second, String shape) {
        eras.onStore(form(writer, second, shape).sighting(), family.seat(writer));
    }

    /** All write the old form; these go over at these seconds. */
    private void rollout(String[] writers, double... seconds) {
        stored("late", 0, "old");
        for (String writer : writers) {
            stored(writer, 0, "old");
        }
        for (int i = 0; i < seconds.length; i++) {
            stored(writers[i], seconds[i], "new");
        }
    }

    private boolean isLaggard(double second) {
        return eras.isLaggard(form("late", second, "old").sighting(), NEW);
    }

    @Test
    void isLaggard_silenceLongerThanOneAndAHalfRollouts_only() {
        rollout(new String[] {"a", "b", "c"}, 10, 15, 20);
        assertThat(isLaggard(35)).isFalse();
        assertThat(isLaggard(35.1)).isTrue();
    }

    @Test
    void isLaggard_quickRollout_waitsSixSeconds() {
        rollout(new String[] {"a", "b"}, 10, 10.1);
        assertThat(isLaggard(16.1)).isFalse();
        assertThat(isLaggard(16.2)).isTrue();
    }

    @Test
    void isLaggard_oneIdleServerLate_doesNotStretchTheRollout() {
        String[] writers = {"a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k"};
        rollout(writers, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 100);
        assertThat(isLaggard(120)).isTrue();
    }

    @Test
    void isLaggard_oneAdopter_isACanary() {
        rollout(new String[] {"a", "b"}, 10);
        assertThat(isLaggard(1000)).isFalse();
    }

    @Test
    void isLaggard_oneLeftAndOneCameAnew_isNoRollout() {
        rollout(new String[] {"a"}, 10);
        stored("fresh", 11, "new");
        assertThat(isLaggard(1000)).isFalse();
    }

    @Test
    void isLaggard_twoOfFourAdopted_isNoRollout() {
        rollout(new String[] {"a", "b", "c", "d"}, 10, 11);
        stored("c", 900, "old");
        stored("d", 900, "old");
        assertThat(isLaggard(1000)).isFalse();
    }

    @Test
    void isLaggard_othersThatWereGoneBefore_stayAside() {
        rollout(new String[] {"a", "b", "gone"}, 10, 11);
        assertThat(isLaggard(1000)).isTrue();
    }

    @Test
    void isLaggard_othersWentBack_isNoEra() {
        rollout(new String[] {"a", "b", "c"}, 10, 11, 12);
        stored("a", 20, "old");
        stored("b", 20, "old");
        assertThat(isLaggard(1000)).isFalse();
    }

    @Test
    void isLaggard_whoAdoptedAndWentBack_doesNotLag() {
        rollout(new String[] {"a", "b"}, 10, 11);
        stored("late", 12, "new");
        assertThat(isLaggard(1000)).isFalse();
    }

    @Test
    void isSuccessor_byFirstStore_only() {
        rollout(new String[] {"a", "b"}, 10, 11);
        long old = form("c", 0, "old").sighting().form();
        assertThat(eras.isSuccessor(NEW, old)).isTrue();
        assertThat(eras.isSuccessor(old, NEW)).isFalse();
    }

    @Test
    void isOnlyOf_formOfOthersOrOtherForms_isNot() {
        rollout(new String[] {"a", "b"}, 10);
        stored("x", 20, "own");
        assertThat(eras.isOnlyOf("x", form("x", 0, "own").sighting().form())).isTrue();
        assertThat(eras.isOnlyOf("y", form("y", 0, "own").sighting().form())).isFalse();
        assertThat(eras.isOnlyOf("a", NEW)).as("it wrote the old one, too").isFalse();
    }
}
