package io.whoset.forensics.detect;

/**
 * Bodies that are stored under many keys of a family: one answer for everything.
 *
 * <p><b>Units, bounds</b> 256 digests, 3 keys each, 7 KB a family in which anything is stored; a new digest takes the place of that one of four which was
 * seen longest ago.
 *
 * <p>Audit thread only.
 */
final class Bodies {
    private static final int SETS = 64;
    private static final int WAYS = 4;
    private static final int KEYS = 3;
    private static final int[] NONE = {};

    private long[] digests = {};
    private int[] keys = NONE;
    private int[] counts = NONE;
    private int[] seen = NONE;
    private int clock;

    /** Notes a body under a key; whether it is known under three. */
    boolean isCommon(long digest, int key) {
        if (digests.length == 0) {
            digests = new long[SETS * WAYS];
            counts = new int[SETS * WAYS];
            seen = new int[SETS * WAYS];
            keys = new int[SETS * WAYS * KEYS];
        }
        int place = place(digest);
        seen[place] = ++clock;
        int known = counts[place];
        for (int i = 0; i < known; i++) {
            if (keys[place * KEYS + i] == key) {
                return known == KEYS;
            }
        }
        if (known < KEYS) {
            keys[place * KEYS + known] = key;
            counts[place] = known + 1;
        }
        return counts[place] == KEYS;
    }

    private int place(long digest) {
        int first = (int) (digest >>> (Long.SIZE - 6)) * WAYS;
        int oldest = first;
        for (int place = first; place < first + WAYS; place++) {
            if (digests[place] == digest) {
                return place;
            }
            oldest = seen[place] - seen[oldest] < 0 ? place : oldest;
        }
        digests[oldest] = digest;
        counts[oldest] = 0;
        return oldest;
    }
}
