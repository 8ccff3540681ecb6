package io.whoset.audit;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells whoset's own log that the queue is full, once, and once more when it was not for five seconds.
 *
 * <p>Safe for many threads. The one that meets a full queue tells it, as the audit thread may hang at the disk.
 */
final class QueueAlarm {
    private static final Logger log = LoggerFactory.getLogger(QueueAlarm.class);
    private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final OverflowPolicy overflow;
    private final int capacity;
    private final LongAdder times = new LongAdder();
    private final AtomicBoolean on = new AtomicBoolean();
    private long seen;
    private long seenAt;

    QueueAlarm(OverflowPolicy overflow, int capacity) {
        this.overflow = overflow;
        this.capacity = capacity;
    }

    /** An event found no room. */
    void full() {
        times.increment();
        if (!on.get() && on.compareAndSet(false, true)) {
            log.atWarn()
                    .addKeyValue("events", capacity)
                    .log(
                            overflow == OverflowPolicy.BRAKE
                                    ? "audit queue is full, clients that write wait until the log has taken more, look for a slow disk or give queue-events more room"
                                    : "audit queue is full, writes go on unrecorded and are counted in gap lines, look for a slow disk or give queue-events more room");
        }
    }

    /** Tells that it is over, where it is; audit thread only. */
    void look(long nowNanos) {
        long now = times.sum();
        if (now != seen) {
            seen = now;
            seenAt = nowNanos;
        } else if (on.get() && nowNanos - seenAt >= QUIET_NANOS) {
            on.set(false);
            log.atInfo().addKeyValue("refused", now).log("audit queue has room again");
        }
    }
}
