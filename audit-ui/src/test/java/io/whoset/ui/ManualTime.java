package io.whoset.ui;

import io.whoset.forensics.record.TimeSource;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicLong;

/** The wall clock, and a monotonic one that a test moves on. Safe for many threads. */
public final class ManualTime implements TimeSource {
    private final InstantSource wall = InstantSource.system();
    private final AtomicLong nanos = new AtomicLong();

    /** Moves the monotonic clock on. */
    public void pass(long moreNanos) {
        nanos.addAndGet(moreNanos);
    }

    @Override
    public long nanos() {
        return nanos.get();
    }

    @Override
    public long epochMicros(long unused) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, wall.instant());
    }
}
