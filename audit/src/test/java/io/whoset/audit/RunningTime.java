package io.whoset.audit;

import io.whoset.forensics.record.TimeSource;

/** The clocks of the machine. */
public final class RunningTime implements TimeSource {
    private final long originMicros = System.currentTimeMillis() * 1000;
    private final long origin = System.nanoTime();

    @Override
    public long nanos() {
        return System.nanoTime();
    }

    @Override
    public long epochMicros(long nanos) {
        return originMicros + (nanos - origin) / 1000;
    }
}
