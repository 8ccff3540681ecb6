package io.whoset.protocol;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * A quick hash of a key's bytes, for what is looked up once a read: two keys of one process have the same one by an accident in 2^64.
 *
 * <p>Not cryptographic: who picks keys can make two alike, and nothing may be proven by it alone.
 *
 * <p>Safe for many threads.
 */
public final class KeyHash {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long PRIME = 0x9E3779B97F4A7C15L;

    private KeyHash() {}

    /** Of the bytes between two indices; never 0. */
    public static long of(byte[] bytes, int from, int to) {
        long hash = (to - from) * PRIME;
        int at = from;
        for (; at + Long.BYTES <= to; at += Long.BYTES) {
            hash = mix(hash ^ (long) LONGS.get(bytes, at));
        }
        long rest = 0;
        for (; at < to; at++) {
            rest = (rest << Byte.SIZE) | (bytes[at] & 0xFF);
        }
        hash = mix(hash ^ rest);
        return hash == 0 ? 1 : hash;
    }

    private static long mix(long value) {
        long z = value * PRIME;
        return z ^ (z >>> 32);
    }
}
