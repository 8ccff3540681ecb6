package io.whoset.proxy.embedded;

/**
 * One item of the embedded memcached. The value is never changed in place.
 *
 * <p><b>Units, bounds</b> {@code flags} 0 to 2^32-1; {@code expiresAtSeconds} on the server's clock, {@link #NEVER} for ever; {@code cas} unique
 * in the server.
 *
 * <p>Immutable.
 */
final class Item {
    static final long NEVER = Long.MAX_VALUE;

    private static final int OVERHEAD_BYTES = 80;

    private final byte[] value;
    private final long flags;
    private final long expiresAtSeconds;
    private final long cas;
    private final boolean stale;

    Item(byte[] value, long flags, long expiresAtSeconds, long cas, boolean stale) {
        this.value = value;
        this.flags = flags;
        this.expiresAtSeconds = expiresAtSeconds;
        this.cas = cas;
        this.stale = stale;
    }

    byte[] value() {
        return value;
    }

    long flags() {
        return flags;
    }

    long expiresAtSeconds() {
        return expiresAtSeconds;
    }

    long cas() {
        return cas;
    }

    /** Marked by {@code md I}. */
    boolean isStale() {
        return stale;
    }

    /** What it costs, bytes. */
    int weight() {
        return OVERHEAD_BYTES + value.length;
    }

    Item expiringAt(long seconds) {
        return new Item(value, flags, seconds, cas, stale);
    }

    Item with(byte[] other, long newCas) {
        return new Item(other, flags, expiresAtSeconds, newCas, stale);
    }

    Item markedStale(long newCas, long expires) {
        return new Item(value, flags, expires, newCas, true);
    }
}
