package io.whoset.forensics.record;

import java.util.Arrays;

/**
 * The values of a structured payload, member by member, in numbers: two payloads with equal numbers say the same, whatever the order of their members
 * and the blanks between them.
 *
 * <p>Paths fall into 64 slots by their hash; a slot holds the sum of the hashes of its values. Paths that share a slot are told apart by their
 * values, and are left out together.
 *
 * <p><b>Units, bounds</b> at most 64 sums. The hashes are well mixed, not cryptographic: good for comparing a key's versions, no proof of identity.
 *
 * <p>Immutable.
 */
public final class Members {
    /** Number of slots. */
    public static final int SLOTS = Long.SIZE;

    private final long used;
    private final long[] sums;

    private Members(long used, long[] sums) {
        this.used = used;
        this.sums = sums;
    }

    /** Of the sums of 64 slots, of which some are used. */
    public static Members of(long used, long[] slots) {
        long[] sums = new long[Long.bitCount(used)];
        int at = 0;
        for (long rest = used; rest != 0; rest &= rest - 1) {
            sums[at++] = slots[Long.numberOfTrailingZeros(rest)];
        }
        return new Members(used, sums);
    }

    /** Slots that are used, a bit each. */
    public long used() {
        return used;
    }

    /** One number for all values but those of the slots left out. */
    public long digest(long leftOut) {
        long digest = 1;
        int at = 0;
        for (long rest = used; rest != 0; rest &= rest - 1) {
            long sum = sums[at++];
            if ((leftOut & Long.lowestOneBit(rest)) == 0) {
                digest = mix(digest * 31 + sum);
            }
        }
        return mix(digest ^ (used & ~leftOut));
    }

    /** Slots whose values are not those of another payload, a bit each. */
    public long differing(Members other) {
        long differing = used ^ other.used;
        for (long rest = used & other.used; rest != 0; rest &= rest - 1) {
            long slot = Long.lowestOneBit(rest);
            if (sum(slot) != other.sum(slot)) {
                differing |= slot;
            }
        }
        return differing;
    }

    private long sum(long slot) {
        return sums[Long.bitCount(used & (slot - 1))];
    }

    /** Stafford's variant 13 of the 64-bit finalizer of MurmurHash3. */
    private static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Members that && used == that.used && Arrays.equals(sums, that.sums);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(digest(0));
    }

    @Override
    public String toString() {
        return "Members[" + sums.length + "]";
    }
}
