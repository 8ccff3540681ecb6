package io.whoset.forensics.detect;

import io.whoset.forensics.record.Members;
import org.jspecify.annotations.Nullable;

/*
 * Only what is provably in the way is left out. Whose digests agree now and then has versions already; a member that changes with every version (a
 * counter, a date of change) agrees as often as the versions do, and stays. What differs in nine of ten pairs is a candidate; it is left out where
 * the rest, over as many pairs more, agrees in one of five at least and not always: a rest that never changes has no versions either.
 *
 * What is left out stays left out. A choice that went back and forth would make versions come back that nobody stored.
 */
/**
 * Which members of a family's values are noise: host names, times of rendering, request numbers, which two writers never store alike. The rest tells
 * the versions.
 *
 * <p><b>Units, bounds</b> about 350 bytes a family; learns from 64 pairs of stores of one key by two writers, twice, and then rests for 4096 stores.
 *
 * <p>Audit thread only.
 */
final class Noise {
    private static final int PAIRS = 64;
    private static final int REST = 4096;

    private final int[] differed = new int[Members.SLOTS];
    private long leftOut;
    private long candidate;
    private int pairs;
    private int agreed;
    private int resting;

    /** A store as its version is told; it is learnt from. */
    Sighting heard(Sighting store, @Nullable Members members, KeyHistory history) {
        if (members == null || store.loss() != null) {
            return store;
        }
        if (resting > 0) {
            resting--;
            history.lastMembers(store.writer(), null);
        } else {
            Members other = history.membersByOtherThan(store.writer());
            if (other != null && other.used() == members.used()) {
                learn(members.differing(other) & ~leftOut);
            }
            history.lastMembers(store.writer(), members);
        }
        history.onNoise(leftOut);
        return told(store, members);
    }

    /** A store as its version is told. */
    Sighting told(Sighting store, @Nullable Members members) {
        return members == null || store.loss() != null ? store : store.digest(members.digest(leftOut));
    }

    private void learn(long differing) {
        pairs++;
        if ((differing & ~candidate) == 0) {
            agreed++;
        }
        if (candidate == 0) {
            for (int slot = 0; slot < Members.SLOTS; slot++) {
                differed[slot] += (int) (differing >>> slot) & 1;
            }
        }
        if (pairs == PAIRS) {
            conclude();
            pairs = 0;
            agreed = 0;
        }
    }

    private void conclude() {
        if (candidate == 0) {
            propose();
            resting = candidate == 0 ? REST : 0;
        } else {
            boolean tells = 5 * agreed >= PAIRS && agreed < PAIRS;
            leftOut |= tells ? candidate : 0;
            resting = tells ? REST : 0;
            candidate = 0;
        }
    }

    private void propose() {
        boolean versions = 50 * agreed > PAIRS;
        for (int slot = 0; slot < Members.SLOTS; slot++) {
            if (!versions && 10 * differed[slot] >= 9 * PAIRS) {
                candidate |= 1L << slot;
            }
            differed[slot] = 0;
        }
    }
}
