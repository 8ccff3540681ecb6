package io.whoset.app.wiring;

import io.whoset.forensics.record.TimeSource;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The machine's clocks. The wall clock is compared with the monotonic one at most once a second, so that a moment costs one read.
 *
 * <p>Safe for many threads: two that compare at once set the same thing.
 */
public final class SystemTime implements TimeSource {
    private static final long COMPARE_EVERY_NANOS = 1_000_000_000L;

    private volatile Offset offset = compare();

    private record Offset(long comparedAtNanos, long epochMicrosAtZero) {}

    private static Offset compare() {
        long nanos = System.nanoTime();
        long wall = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
        return new Offset(nanos, wall - Math.floorDiv(nanos, 1000L));
    }

    @Override
    public long nanos() {
        return System.nanoTime();
    }

    @Override
    public long epochMicros(long nanos) {
        Offset now = offset;
        if (nanos - now.comparedAtNanos > COMPARE_EVERY_NANOS) {
            now = compare();
            offset = now;
        }
        return now.epochMicrosAtZero + Math.floorDiv(nanos, 1000L);
    }
}
