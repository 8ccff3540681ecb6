package io.whoset.audit;

import io.whoset.forensics.record.TimeSource;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Clocks that a test turns forward. */
public final class ManualTime implements TimeSource {
    /** 2026-01-02T03:04:05Z. */
    public static final long START_MICROS = 1_767_323_045_000_000L;

    private final AtomicLong nanos = new AtomicLong();

    @Override
    public long nanos() {
        return nanos.get();
    }

    @Override
    public long epochMicros(long atNanos) {
        return START_MICROS + atNanos / 1000;
    }

    public void advance(Duration step) {
        nanos.addAndGet(step.toNanos());
    }
}
