package io.whoset.forensics.record;

/**
 * The two clocks of whoset: one that only goes forward, to order and to measure, and the wall's, to name moments.
 *
 * <p>Safe for many threads.
 */
public interface TimeSource {
    /** Nanoseconds of an arbitrary origin; never goes back, also when the wall clock is set. */
    long nanos();

    /** The wall clock's microseconds since 1970 UTC at a moment of {@link #nanos()}. */
    long epochMicros(long nanos);
}
