package io.whoset.proxy.net;

import io.whoset.forensics.record.TimeSource;
import java.util.concurrent.atomic.AtomicLong;

/** Lets one of many equal log lines through, once a minute. Safe for many threads. */
public final class OncePerMinute {
    private static final long EVERY_NANOS = 60_000_000_000L;

    private final TimeSource time;
    private final AtomicLong last;

    /** The first line passes. */
    public OncePerMinute(TimeSource time) {
        this.time = time;
        this.last = new AtomicLong(time.nanos() - EVERY_NANOS);
    }

    /** Whether this line may be written. */
    public boolean passes() {
        long now = time.nanos();
        long before = last.get();
        return now - before >= EVERY_NANOS && last.compareAndSet(before, now);
    }
}
