package io.whoset.forensics.payload;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * The inflaters of the process: each holds some 40 KB outside of the heap, so that connections share a few.
 *
 * <p><b>Units, bounds</b> at most 64 at work, and as many that wait for their next payload.
 *
 * <p>Safe for many threads.
 */
final class Inflaters {
    private static final int MOST = 64;
    private static final AtomicInteger OUT = new AtomicInteger();
    private static final Queue<Inflater> RAW = new ConcurrentLinkedQueue<>();
    private static final Queue<Inflater> ZLIB = new ConcurrentLinkedQueue<>();

    private Inflaters() {}

    /** One that is fresh, for data with no frame or that of zlib; null where all are in use. */
    static @Nullable Inflater take(boolean raw) {
        if (OUT.incrementAndGet() > MOST) {
            OUT.decrementAndGet();
            return null;
        }
        Inflater waiting = (raw ? RAW : ZLIB).poll();
        return waiting == null ? new Inflater(raw) : waiting;
    }

    /** It is used no more. */
    static void giveBack(Inflater inflater, boolean raw) {
        inflater.reset();
        (raw ? RAW : ZLIB).add(inflater);
        OUT.decrementAndGet();
    }
}
