package io.whoset.forensics.detect;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What becomes of new values, writer by writer: whether the next writer of the key confirms them, or stores something else.
 *
 * <p>Nobody is accused for it: truths change, and then nobody is confirmed. It only tells whether an accused writer, whose source is old, can bring
 * anything new at all.
 *
 * <p><b>Units, bounds</b> 128 writers; counts are halved at 64, so that they tell of late.
 *
 * <p>Audit thread only.
 */
final class Births {
    private static final int MAX_WRITERS = 128;
    private static final int HALVED_AT = 64;
    private static final int ENOUGH = 8;
    private static final int PEERS_ENOUGH = 20;

    private final Map<String, int[]> counts = new LinkedHashMap<>(4);
    private final int[] all = new int[2];

    /** The next writer stored the same, or not. */
    void settled(String writer, boolean confirmed) {
        int[] own = counts.get(writer);
        if (own == null && counts.size() < MAX_WRITERS) {
            own = new int[2];
            counts.put(writer, own);
        }
        if (own != null) {
            count(own, confirmed, HALVED_AT);
            count(all, confirmed, HALVED_AT * HALVED_AT);
        }
    }

    private static void count(int[] of, boolean confirmed, int most) {
        of[confirmed ? 1 : 0]++;
        if (of[0] + of[1] > most) {
            of[0] /= 2;
            of[1] /= 2;
        }
    }

    /** Whether a writer's new values are never confirmed, where those of the others often are. */
    boolean areVain(String writer) {
        int[] own = counts.get(writer);
        if (own == null || own[0] < ENOUGH || 20 * own[1] > own[0]) {
            return false;
        }
        int confirmed = all[1] - own[1];
        int denied = all[0] - own[0];
        return confirmed + denied >= PEERS_ENOUGH && 3 * confirmed >= denied;
    }
}
