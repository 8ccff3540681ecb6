package io.whoset.forensics.detect;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Bodies that are stored under many keys of a family: one answer for everything.
 *
 * <p><b>Units, bounds</b> the last 128 digests, 3 keys each, about 100 bytes a digest.
 *
 * <p>Audit thread only.
 */
final class Bodies {
    private static final int MOST = 128;
    private static final int KEYS = 3;

    private final Map<Long, int[]> keys = new LinkedHashMap<>(4, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, int[]> eldest) {
            return size() > MOST;
        }
    };

    /** Notes a body under a key; whether it is known under three. */
    boolean isCommon(long digest, int key) {
        int[] known = keys.computeIfAbsent(digest, d -> new int[KEYS + 1]);
        for (int i = 1; i <= known[0]; i++) {
            if (known[i] == key) {
                return known[0] == KEYS;
            }
        }
        if (known[0] < KEYS) {
            known[++known[0]] = key;
        }
        return known[0] == KEYS;
    }
}
