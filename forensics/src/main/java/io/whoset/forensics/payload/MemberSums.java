package io.whoset.forensics.payload;

import io.whoset.forensics.record.Members;
import java.util.Arrays;

/**
 * Sums up the values of a payload, path by path, as it streams by.
 *
 * <p><b>Units, bounds</b> 64 sums.
 *
 * <p>Confined to the connection's event loop.
 */
final class MemberSums {
    private final long[] sums = new long[Members.SLOTS];
    private long used;

    void clear() {
        if (used != 0) {
            Arrays.fill(sums, 0);
        }
        used = 0;
    }

    /** Adds the hash of a value at a path, which is mixed well, and at a place where the path has several. */
    void add(long path, long place, long value) {
        int slot = (int) (path >>> (Long.SIZE - 6));
        used |= 1L << slot;
        sums[slot] += ShapeSet.mix((path ^ value) + place);
    }

    Members end() {
        return Members.of(used, sums);
    }
}
