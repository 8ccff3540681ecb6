package io.whoset.forensics.detect;

import java.util.Arrays;

/**
 * The versions of a key that gave way to younger ones: what comes back from here was replaced many versions ago.
 *
 * <p><b>Units, bounds</b> 31 bits of the digest of each of the last 512, and one that says whether two writers had stored it: 2 KB when full.
 *
 * <p>Audit thread only.
 */
final class Bygone {
    private static final int MOST = 512;
    private static final int FIRST = 8;
    private static final int[] NONE = {};

    private int[] digests = NONE;
    private int at;

    /** A version gives way. */
    void add(Version version) {
        if (at == digests.length && at < MOST) {
            digests = Arrays.copyOf(digests, at == 0 ? FIRST : 2 * at);
        }
        digests[at++ % digests.length] = ((int) version.digest() & ~1) | (version.isByTwo() ? 1 : 0);
    }

    /** Whether a digest was a version once. */
    boolean contains(long digest) {
        return find(digest) >= 0;
    }

    /** Whether it was one that two writers had stored, with no gap since. */
    boolean wasShared(long digest) {
        int place = find(digest);
        return place >= 0 && (digests[place] & 1) == 1;
    }

    private int find(long digest) {
        for (int i = 0; i < Math.min(at, digests.length); i++) {
            if ((digests[i] & ~1) == ((int) digest & ~1)) {
                return i;
            }
        }
        return -1;
    }

    /** A stretch without gaps ends: what was before it proves nothing. */
    void onEpoch() {
        for (int i = 0; i < Math.min(at, digests.length); i++) {
            digests[i] &= ~1;
        }
    }

    /** Its weight in bytes. */
    int weight() {
        return digests.length * Integer.BYTES;
    }
}
