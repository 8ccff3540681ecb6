package io.whoset.benchmarks.store;

import io.whoset.audit.Audit;
import io.whoset.audit.AuditSettings;
import io.whoset.audit.OverflowPolicy;
import io.whoset.audit.log.AuditDirException;
import io.whoset.forensics.record.TimeSource;
import io.whoset.forensics.record.WriteRecord;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Fills an audit directory with writes of the last twenty hours, through queue, log and feeder as whoset does; only the clock runs faster.
 *
 * <p>Confined to one thread.
 */
final class StoreFill {
    private static final long SPAN_MICROS = TimeUnit.HOURS.toMicros(20);
    private static final int QUEUE = 1 << 16;
    private static final long BACKLOG = 4L * QUEUE;

    private final Path dir;
    private final long writes;
    private final int memoryMib;
    private volatile long nowMicros;

    StoreFill(Path dir, long writes, int memoryMib) {
        this.dir = dir;
        this.writes = writes;
        this.memoryMib = memoryMib;
    }

    /** Fills, waits until the store has all, and gives the seconds that it took. */
    double fill() throws AuditDirException {
        long began = System.nanoTime();
        long from = TimeUnit.MILLISECONDS.toMicros(System.currentTimeMillis()) - SPAN_MICROS;
        nowMicros = from;
        AuditSettings settings =
                new AuditSettings(dir, QUEUE, OverflowPolicy.BRAKE, 256L << 20, Duration.ofDays(1), memoryMib);
        try (Audit audit = Audit.open(settings, new MadeVerdicts(), new Clock(), Map.of())) {
            for (long write = 0; write < writes; write++) {
                nowMicros = from + (long) ((double) SPAN_MICROS * write / writes);
                waitWhile(() -> audit.counters().storeBacklogRows() > BACKLOG);
                WriteRecord record = MadeWrites.record(write, nowMicros);
                waitWhile(() -> !audit.sink().offer(record));
            }
            waitWhile(
                    () -> audit.counters().queueDepth() > 0 || audit.counters().storeBacklogRows() > 0);
        }
        return (System.nanoTime() - began) / 1e9;
    }

    private static void waitWhile(BooleanSupplier busy) {
        while (busy.getAsBoolean()) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
    }

    /** Real time for whoever waits, the moment of the newest write for whoever writes it down. */
    private final class Clock implements TimeSource {
        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public long epochMicros(long nanos) {
            return nowMicros;
        }
    }
}
