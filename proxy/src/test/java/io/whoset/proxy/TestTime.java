package io.whoset.proxy;

import io.whoset.forensics.record.TimeSource;
import java.util.concurrent.TimeUnit;

/** The machine's clocks. */
final class TestTime implements TimeSource {
    @Override
    public long nanos() {
        return System.nanoTime();
    }

    @Override
    public long epochMicros(long nanos) {
        return TimeUnit.MILLISECONDS.toMicros(System.currentTimeMillis());
    }
}
