package io.whoset.audit;

import io.whoset.audit.log.WriterLog;
import io.whoset.forensics.detect.Judge;
import io.whoset.forensics.record.AuditEvent;
import io.whoset.forensics.record.Gap;
import io.whoset.forensics.record.TimeSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The audit thread: takes events from the queue, makes lines of them, and sees to it that they reach the disk in time.
 *
 * <p><b>Units, bounds</b> polls, with a back-off from 50 µs to 10 ms, as being woken for every event costs more; flushes every 200 ms, and when idle
 * for 100 ms. While the disk refuses, it takes no event, so that the queue's overflow policy holds; at the end it waits 5 s for the disk.
 *
 * <p>Confined to its own thread; {@link #finish} may be called from any.
 */
final class AuditWorker implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(AuditWorker.class);
    private static final String STALLED =
            "the log could not be written, its lines waited, what was lost has a line of its own";
    private static final int ROUND = 512;
    private static final long FLUSH_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final long IDLE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    /** To wake for each write costs more than to write it; a millisecond is nothing to a log that is flushed five times a second. */
    private static final long PARK_LEAST = TimeUnit.MILLISECONDS.toNanos(1);

    private static final long PARK_MOST = TimeUnit.MILLISECONDS.toNanos(10);
    private static final long LAST_WAIT_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final AuditQueue queue;
    private final Lookahead ahead;
    private final LogLines lines;
    private final WriterLog file;
    private final AuditCounters counters;
    private final TimeSource time;
    private final MissedWrites failed = new MissedWrites("the audit failed on them");
    private volatile boolean finishing;
    private volatile long finishBy;
    private long flushedAt;
    private boolean stalled;
    private long stalledFrom;
    private long busyAt;
    private final DefectReport defects;
    private long park = PARK_LEAST;

    AuditWorker(
            AuditQueue queue, Judge judge, LogLines lines, WriterLog file, AuditCounters counters, TimeSource time) {
        this.queue = queue;
        this.ahead = new Lookahead(queue, judge);
        this.lines = lines;
        this.file = file;
        this.counters = counters;
        this.time = time;
        this.defects = new DefectReport(log, time);
    }

    /** Lets the thread end as soon as the queue is empty. */
    void finish() {
        finishBy = time.nanos() + LAST_WAIT_NANOS;
        finishing = true;
    }

    @Override
    public void run() {
        flushedAt = time.nanos();
        busyAt = flushedAt;
        boolean last = false;
        while (!last) {
            last = round();
        }
    }

    /** Takes, flushes and rests once; whether the thread may end. */
    private boolean round() {
        boolean ending = finishing;
        int taken = 0;
        try {
            taken = file.isStalled() ? 0 : takeSome();
            flushWhenDue(taken);
            queue.wakeWaiting(time.nanos());
        } catch (RuntimeException | Error e) {
            defects.tell("the audit thread met a defect and goes on, report it", e);
        }
        rest(taken);
        return ending && (file.isStalled() ? time.nanos() - finishBy >= 0 : taken == 0 && ahead.isEmpty());
    }

    private int takeSome() {
        int taken = 0;
        for (; taken < ROUND && !file.isStalled(); taken++) {
            AuditEvent event = ahead.poll();
            if (event == null) {
                break;
            }
            add(event);
        }
        takeGaps();
        return taken;
    }

    /** Makes lines of all that is left; after the thread has ended. */
    void takeRest() {
        for (AuditEvent event = ahead.poll(); event != null; event = ahead.poll()) {
            add(event);
        }
        takeGaps();
    }

    private void takeGaps() {
        queue.takeGaps(now(), this::add);
        addGap(failed.take(now()));
    }

    private void addGap(@Nullable Gap gap) {
        if (gap != null) {
            add(gap);
        }
    }

    private void add(AuditEvent event) {
        try {
            lines.add(event);
        } catch (RuntimeException | Error e) {
            counters.lost(failed.note(event));
            defects.tell("an event could not be logged and is counted as lost, report this as a defect", e);
        }
    }

    private void flushWhenDue(int taken) {
        long now = time.nanos();
        if (taken > 0) {
            busyAt = now;
        }
        if (now - flushedAt >= FLUSH_NANOS || (taken == 0 && now - busyAt >= IDLE_NANOS) || finishing) {
            file.flush();
            counters.logStalled(file.isStalled());
            if (stalled != file.isStalled()) {
                stalled = file.isStalled();
                stallChanged();
            }
            flushedAt = now;
            busyAt = now;
        }
    }

    /** Says in the log itself, once it can, since when it could not be written. */
    private void stallChanged() {
        long now = now();
        if (file.isStalled()) {
            stalledFrom = now;
        } else {
            lines.tell(new Gap(now, 0, STALLED, stalledFrom, now, null));
        }
    }

    private void rest(int taken) {
        if (taken > 0) {
            park = PARK_LEAST;
        }
        if (taken < ROUND) {
            LockSupport.parkNanos(park);
            park = Math.min(PARK_MOST, park * 2);
        }
    }

    private long now() {
        return time.epochMicros(time.nanos());
    }
}
