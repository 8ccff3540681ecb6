package io.whoset.forensics.payload;

import java.nio.ByteBuffer;

/**
 * The hash of the way to a value: the same in every format, so that the same structure has the same paths.
 *
 * <p>Immutable. <b>Source</b> the Fowler-Noll-Vo hash, FNV-1a, 64 bits, for names.
 */
final class Paths {
    static final long ELEMENT = 0x9E3779B97F4A7C15L;
    static final long FNV_PRIME = 0x100000001B3L;
    static final long FNV_OFFSET = 0xCBF29CE484222325L;
    /** The outermost value's. */
    static final long ROOT = FNV_OFFSET;

    private static final long CLASS = 0x632BE59BD9B4E019L;

    private Paths() {}

    /** Of all elements of a list. */
    static long element(long list) {
        return ShapeSet.mix(list + ELEMENT);
    }

    /** Of a member by the hash of its name. */
    static long member(long object, long name) {
        return ShapeSet.mix(object ^ name);
    }

    /** What an object of a class adds to its shape. */
    static long ofClass(long object, long name) {
        return ShapeSet.mix(object + CLASS) ^ name;
    }

    /** Goes on with the hash of a name. */
    static long name(long hash, ByteBuffer piece, int from, int to) {
        long running = hash;
        for (int at = from; at < to; at++) {
            running = name(running, piece.get(at));
        }
        return running;
    }

    /** Goes on with a byte of a name. */
    static long name(long hash, byte b) {
        return (hash ^ b) * FNV_PRIME;
    }
}
