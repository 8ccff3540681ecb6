package io.whoset.proxy.tap;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How many requests of all connections may wait for their reply, beyond the few that each may have for nothing: a server that stands
 * still must not cost memory without end.
 *
 * <p><b>Units, bounds</b> requests, each about half a kilobyte. Beyond, clients that have many waiting are not read from until some are answered.
 *
 * <p>Safe for many threads.
 */
public final class PendingBudget {
    private static final long HEAP_BYTES_EACH = 4096;
    private static final long LEAST = 4096;

    private final long most;
    private final AtomicLong taken = new AtomicLong();

    /** A budget of so many requests. */
    public PendingBudget(long most) {
        this.most = most;
    }

    /** What this process can afford: one request for each 4 KB of its heap, 4096 at least. */
    public static PendingBudget ofHeap() {
        return new PendingBudget(Math.max(LEAST, Runtime.getRuntime().maxMemory() / HEAP_BYTES_EACH));
    }

    void take(long more) {
        taken.addAndGet(more);
    }

    boolean isExceeded() {
        return taken.get() > most;
    }
}
