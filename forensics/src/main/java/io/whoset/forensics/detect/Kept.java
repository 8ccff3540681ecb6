package io.whoset.forensics.detect;

import io.whoset.protocol.Key;
import org.jspecify.annotations.Nullable;

/**
 * What {@link KeyHistories} writes on each history, so that to find one costs no objects beside it: its place, its neighbours, its weight.
 *
 * <p>Audit thread only.
 */
abstract class Kept {
    private static final int GOLDEN = 0x9E3779B9;

    /** Of server and key. */
    final int hash;

    /** The server. */
    final String upstream;

    final Key key;

    /** Whether it was looked for since the hand last came by. */
    boolean wanted;

    /** Its weight in bytes, as it was counted last. */
    int counted;

    /** The next one in the same bucket. */
    @Nullable
    Kept next;

    /** The one that came before. */
    @Nullable
    Kept older;

    /** The one that came after. */
    @Nullable
    Kept newer;

    Kept(String upstream, Key key) {
        this.upstream = upstream;
        this.key = key;
        this.hash = hash(upstream, key);
    }

    /** Of a key of a server; it decides on the bucket by its first bits. */
    static int hash(String upstream, Key key) {
        int hash = (key.hashCode() + 31 * upstream.hashCode()) * GOLDEN;
        return (hash ^ hash >>> 15) * GOLDEN;
    }

    /** Its weight in bytes, estimated. */
    abstract int weight();

    /** Reads what a store of its key will need; the sum of it is good for nothing but to be kept. */
    abstract long touch();
}
