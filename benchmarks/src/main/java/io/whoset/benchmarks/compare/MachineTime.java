package io.whoset.benchmarks.compare;

import io.whoset.forensics.record.TimeSource;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The machine's clocks, compared once: a run is short. Immutable. */
final class MachineTime implements TimeSource {
    private final long epochMicrosAtZero =
            ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()) - Math.floorDiv(System.nanoTime(), 1000L);

    @Override
    public long nanos() {
        return System.nanoTime();
    }

    @Override
    public long epochMicros(long nanos) {
        return epochMicrosAtZero + Math.floorDiv(nanos, 1000L);
    }
}
