package io.whoset.forensics.record;

/**
 * The time in which a request was carried out by the server, on this process's monotonic clock.
 *
 * <p><b>Units</b> nanoseconds of an arbitrary origin; start is when the request was handed upstream, end is the first byte of its
 * reply, or of the next reply on the same connection where it had none of its own; centuries later where that is not known.
 *
 * <p>Immutable.
 *
 * @param startNanos handed upstream
 * @param endNanos answered, at or after the start
 */
public record Interval(long startNanos, long endNanos) {
    private static final long FAR_NANOS = 1L << 62;

    /** An operation of which nothing says when it was over: it is before no other. */
    public static Interval open(long startNanos) {
        return new Interval(startNanos, startNanos + FAR_NANOS);
    }

    /** Whether this was certainly over before the other began; false for concurrent operations, about which no rule may claim an order. */
    public boolean isBefore(Interval other) {
        return endNanos - other.startNanos < 0;
    }
}
