package io.whoset.app.config;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Writer log, store and the queue before them.
 *
 * <p>Immutable.
 *
 * @param dir where log and store live, default {@code ./audit}
 * @param queueEvents events that may wait for the audit thread, 1,024 to 4,194,304, default 65,536
 * @param overflow what a full queue does, default brake
 * @param previewBytes payload bytes shown, 0 (off) to 4,096, default 256
 * @param rollBytes the log is rolled at this size, 1 MiB to 64 GiB, default 256 MiB
 * @param rollEvery and at this age, one minute to 31 days, default a day
 * @param keepFor age at which rolled files are deleted, one hour to 3,650 days, zero (off) by default
 * @param keepBytes rolled files together, 1 MiB to 64 TiB, zero (off) by default
 * @param storeMemoryMib memory that the store's engine may use, 64 to 8,192 MiB, default 64
 * @param historyMib memory that the histories of keys may use, 1 to 4,096 MiB, default 64
 */
public record AuditConfig(
        Path dir,
        int queueEvents,
        Overflow overflow,
        int previewBytes,
        long rollBytes,
        Duration rollEvery,
        Duration keepFor,
        long keepBytes,
        int storeMemoryMib,
        int historyMib) {
    /** The defaults. */
    public static final AuditConfig DEFAULT = new AuditConfig(
            Path.of("audit"), 65_536, Overflow.BRAKE, 256, 256L << 20, Duration.ofDays(1), Duration.ZERO, 0, 64, 64);

    /** What happens to a client whose writes cannot be taken. */
    public enum Overflow {
        /** It is not read from until there is room. */
        BRAKE,
        /** Its writes are counted in a {@code gap} line. */
        GAP
    }

    /** The same in another directory. */
    public AuditConfig withDir(Path other) {
        return new AuditConfig(
                other,
                queueEvents,
                overflow,
                previewBytes,
                rollBytes,
                rollEvery,
                keepFor,
                keepBytes,
                storeMemoryMib,
                historyMib);
    }
}
