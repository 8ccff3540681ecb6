package io.whoset.audit;

import io.whoset.audit.log.Retention;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Where and how much is kept.
 *
 * <p><b>Units, bounds</b> {@code queueEvents} 4 and up, rounded up to a power of two; {@code rollBytes} of the uncompressed log file, 1 and up;
 * {@code storeMemoryMib} mebibytes that the store may use for itself, 16 and up, or 0 for no store.
 *
 * <p>Immutable.
 *
 * @param dir the audit directory
 * @param queueEvents events that may wait for the audit thread
 * @param overflow what happens to one more
 * @param rollBytes size at which the log file is closed and compressed
 * @param rollEvery age at which it is closed and compressed
 * @param storeMemoryMib memory of the store
 * @param retention how long closed files are kept, and what the store knows of them
 */
public record AuditSettings(
        Path dir,
        int queueEvents,
        OverflowPolicy overflow,
        long rollBytes,
        Duration rollEvery,
        int storeMemoryMib,
        Retention retention) {
    /** All closed files are kept. */
    public AuditSettings(
            Path dir,
            int queueEvents,
            OverflowPolicy overflow,
            long rollBytes,
            Duration rollEvery,
            int storeMemoryMib) {
        this(dir, queueEvents, overflow, rollBytes, rollEvery, storeMemoryMib, Retention.OFF);
    }

    /** 65,536 events, brake, 256 MiB or one day a file, 64 MiB for the store. */
    public static AuditSettings defaults(Path dir) {
        return new AuditSettings(dir, 1 << 16, OverflowPolicy.BRAKE, 256L << 20, Duration.ofDays(1), 64);
    }
}
