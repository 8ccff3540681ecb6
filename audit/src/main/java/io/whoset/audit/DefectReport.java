package io.whoset.audit;

import io.whoset.forensics.record.TimeSource;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;

/**
 * Tells of a defect at most once a minute, so that one that every event meets does not fill the disk.
 *
 * <p>Audit thread only.
 */
final class DefectReport {
    private static final long QUIET_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final Logger log;
    private final TimeSource time;
    private long quietUntil;

    DefectReport(Logger log, TimeSource time) {
        this.log = log;
        this.time = time;
        this.quietUntil = time.nanos();
    }

    void tell(String what, Throwable failure) {
        long now = time.nanos();
        if (now - quietUntil >= 0) {
            quietUntil = now + QUIET_NANOS;
            log.atError().setCause(failure).log(what);
        }
    }
}
