package io.whoset.forensics.payload;

import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The set of (path, type) pairs of one payload, and its fingerprint: independent of order and of how often a pair comes.
 *
 * <p><b>Units, bounds</b> at most 256 different pairs; beyond, there is no fingerprint. The fingerprint is the sum of well-mixed 64-bit hashes.
 *
 * <p>Confined to the connection's event loop.
 */
final class ShapeSet {
    private static final int MAX_PAIRS = 256;
    private static final int PLACES = 512;

    private final long[] places = new long[PLACES];
    private int size;
    private long sum;

    void clear() {
        if (size > 0) {
            Arrays.fill(places, 0);
        }
        size = 0;
        sum = 0;
    }

    /** Adds a pair by its hash. */
    void add(long pair) {
        long hash = mix(pair);
        hash = hash == 0 ? 1 : hash;
        int place = (int) hash & (PLACES - 1);
        while (size <= MAX_PAIRS && places[place] != hash) {
            if (places[place] == 0) {
                places[place] = hash;
                sum += hash;
                size++;
                return;
            }
            place = (place + 1) & (PLACES - 1);
        }
    }

    /** 16 hex digits, null where there were too many pairs. */
    @Nullable
    String fingerprint() {
        return size > MAX_PAIRS ? null : HexFormat.of().toHexDigits(mix(sum + size));
    }

    /** Stafford's variant 13 of the 64-bit finalizer of MurmurHash3. */
    static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
