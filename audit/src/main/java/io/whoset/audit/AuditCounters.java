package io.whoset.audit;

import io.whoset.audit.log.LogCounters;
import io.whoset.forensics.record.Verdict;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

/**
 * What the audit has done since it was opened.
 *
 * <p>Safe for many threads.
 */
public final class AuditCounters {
    private final Map<String, LongAdder> lines = new TreeMap<>();
    private final Map<Verdict, LongAdder> writes = new EnumMap<>(Verdict.class);
    private final LongAdder lost = new LongAdder();
    private final LongAdder unjudged = new LongAdder();
    private volatile IntSupplier queueDepth = () -> 0;
    private volatile boolean logStalled;
    private volatile LogCounters log = new LogCounters();
    private volatile LongSupplier rowsTaken = () -> 0;

    /** All at zero. */
    public AuditCounters() {
        for (String event : new String[] {"write", "finding", "gap", "start", "stop"}) {
            lines.put(event, new LongAdder());
        }
        for (Verdict verdict : Verdict.values()) {
            writes.put(verdict, new LongAdder());
        }
    }

    /** Lines of the log by its event word: {@code write}, {@code finding}, {@code gap}, {@code start}, {@code stop}. */
    public long lines(String event) {
        LongAdder count = lines.get(event);
        return count == null ? 0 : count.sum();
    }

    /** Writes that got this verdict. */
    public long writes(Verdict verdict) {
        return writes.getOrDefault(verdict, lost).sum();
    }

    /** Writes without a verdict, as the judgement failed on them by a defect. */
    public long unjudged() {
        return unjudged.sum();
    }

    /** Writes that could not be recorded, as far as their number is known. */
    public long lost() {
        return lost.sum();
    }

    /** Events that wait for the audit thread now. */
    public int queueDepth() {
        return queueDepth.getAsInt();
    }

    /** Bytes, flushes and refusals of the log. */
    public LogCounters log() {
        return log;
    }

    /** Rows that were logged since the start and that the store has not taken over yet. */
    public long storeBacklogRows() {
        return Math.max(0, lines("write") + lines("finding") - rowsTaken.getAsLong());
    }

    /** Whether the disk refuses the log now. */
    public boolean isLogStalled() {
        return logStalled;
    }

    void line(String event) {
        LongAdder count = lines.get(event);
        if (count != null) {
            count.increment();
        }
    }

    void write(Verdict verdict) {
        writes.getOrDefault(verdict, lost).increment();
    }

    void noteUnjudged() {
        unjudged.increment();
    }

    void lost(long more) {
        lost.add(more);
    }

    void watchQueue(IntSupplier depth) {
        queueDepth = depth;
    }

    void watchLog(LogCounters counters, LongSupplier taken) {
        log = counters;
        rowsTaken = taken;
    }

    void logStalled(boolean stalled) {
        logStalled = stalled;
    }
}
