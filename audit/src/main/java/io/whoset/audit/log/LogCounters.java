package io.whoset.audit.log;

import java.util.concurrent.atomic.LongAdder;

/**
 * What the writer log did since it was opened.
 *
 * <p>Safe for many threads.
 */
public final class LogCounters {
    final LongAdder bytes = new LongAdder();
    final LongAdder flushes = new LongAdder();
    final LongAdder failures = new LongAdder();

    /** Nothing was done yet. */
    public LogCounters() {}

    /** Bytes that the system took. */
    public long bytes() {
        return bytes.sum();
    }

    /** Flushes that wrote something. */
    public long flushes() {
        return flushes.sum();
    }

    /** Flushes that the disk refused. */
    public long failures() {
        return failures.sum();
    }
}
