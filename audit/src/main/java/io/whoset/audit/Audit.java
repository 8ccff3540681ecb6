package io.whoset.audit;

import io.whoset.audit.live.LiveBroadcast;
import io.whoset.audit.live.LiveFeed;
import io.whoset.audit.log.AuditDirException;
import io.whoset.audit.log.Rolling;
import io.whoset.audit.log.WriterLog;
import io.whoset.audit.store.DuckStore;
import io.whoset.audit.store.WriteStore;
import io.whoset.forensics.detect.Judge;
import io.whoset.forensics.record.Gap;
import io.whoset.forensics.record.Lifecycle;
import io.whoset.forensics.record.RecordSink;
import io.whoset.forensics.record.TimeSource;
import java.io.IOException;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is kept of the writes, at work: events go into {@link #sink()}, and come out as lines of the log, rows of the store and the live feed.
 *
 * <p>Safe for many threads; open and close it from one.
 */
public final class Audit implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Audit.class);

    private final AuditSettings settings;
    private final TimeSource time;
    private final AuditCounters counters = new AuditCounters();
    private final LiveBroadcast live = new LiveBroadcast();
    private final AuditQueue queue;
    private final WriterLog file;
    private final LogLines lines;
    private final AuditWorker worker;
    private final Thread thread;
    private final DuckStore store;
    private boolean closed;

    private Audit(AuditSettings settings, WriterLog file, Judge judge, TimeSource time) {
        this.settings = settings;
        this.time = time;
        this.file = file;
        this.queue = new AuditQueue(settings.queueEvents(), settings.overflow(), counters);
        this.lines = new LogLines(file, judge, live, counters, time);
        this.worker = new AuditWorker(queue, judge, lines, file, counters, time);
        this.thread = new Thread(worker, "whoset-audit");
        this.store =
                new DuckStore(settings.dir(), settings.storeMemoryMib(), time, settings.retention(), file.lastId());
        counters.watchLog(file.counters(), store::rowsTaken);
    }

    /**
     * Takes the audit directory, writes the {@code start} line and begins.
     *
     * @throws AuditDirException where the directory cannot be written or another process has it
     */
    public static Audit open(AuditSettings settings, Judge judge, TimeSource time, Map<String, Object> startFacts)
            throws AuditDirException {
        WriterLog file = WriterLog.open(
                settings.dir(), new Rolling(settings.rollBytes(), settings.rollEvery(), settings.retention()), time);
        Audit audit = new Audit(settings, file, judge, time);
        audit.begin(startFacts);
        return audit;
    }

    private void begin(Map<String, Object> startFacts) {
        lines.add(new Lifecycle(now(), Lifecycle.Kind.START, startFacts));
        if (file.tornBytes() > 0) {
            log.atWarn()
                    .addKeyValue("dir", settings.dir())
                    .addKeyValue("bytes", file.tornBytes())
                    .log("last line of the writer log was torn and is cut, whoset was ended in the middle of it");
            String reason = "the log's last line was torn, " + file.tornBytes() + " bytes of it were cut";
            lines.add(new Gap(now(), 1, reason, file.tornMicros(), file.tornMicros(), null));
            counters.lost(1);
        }
        file.flush();
        thread.setDaemon(true);
        thread.start();
    }

    /** Where writes go in. */
    public RecordSink sink() {
        return queue;
    }

    /** Lines as they are written. */
    public LiveFeed live() {
        return live;
    }

    /** Answers questions about what was written; opened in the background. */
    public WriteStore store() {
        return store;
    }

    /** What was done so far. */
    public AuditCounters counters() {
        return counters;
    }

    /**
     * Logs all that was offered, writes the {@code stop} line, makes it durable and gives the directory back; idempotent. Stop offering
     * before: what comes later is counted as lost.
     */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        worker.finish();
        join();
        queue.close();
        writeEnd();
    }

    /** Each step stands for itself: whatever fails, the store is closed and the directory given back. */
    private void writeEnd() {
        try (file;
                store) {
            writeLast();
        } catch (IOException e) {
            log.atError()
                    .addKeyValue("dir", settings.dir())
                    .addKeyValue("waiting", counters.queueDepth())
                    .setCause(e)
                    .log("writer log could not be finished, its last lines are lost, make room or mend the disk");
        } catch (RuntimeException | Error e) {
            log.atError()
                    .addKeyValue("dir", settings.dir())
                    .setCause(e)
                    .log("audit could not be finished, report this as a defect");
        }
    }

    private void writeLast() {
        worker.takeRest();
        Map<String, Object> facts = Map.of("writes", counters.lines("write"), "lost", counters.lost());
        lines.add(new Lifecycle(now(), Lifecycle.Kind.STOP, facts));
        file.flush();
    }

    private void join() {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private long now() {
        return time.epochMicros(time.nanos());
    }
}
