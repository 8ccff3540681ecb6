package io.whoset.forensics.payload;

import com.github.luben.zstd.util.Native;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The Zstandard decoders of the process. They need a native library: until it is loaded, and where there is none, payloads stay closed.
 *
 * <p><b>Units, bounds</b> at most 8 at work, and as many that wait for their next payload, of 2.3 MB each outside of the heap.
 *
 * <p>Safe for many threads.
 */
public final class ZstdDecoders {
    private static final int MOST = 8;
    private static final AtomicInteger OUT = new AtomicInteger();
    private static final Queue<ZstdDecoder> WAITING = new ConcurrentLinkedQueue<>();
    private static volatile boolean ready;

    private ZstdDecoders() {}

    /** Loads the library, which takes some milliseconds and the disk: not for an event loop. Why there is none; null where there is. */
    public static @Nullable String prepare() {
        try {
            Native.load();
            ready = Native.isLoaded();
            return ready ? null : "not loaded";
        } catch (LinkageError e) {
            return String.valueOf(e.getMessage());
        }
    }

    /** One that is fresh; null where all are in use or there is no library. */
    static @Nullable ZstdDecoder take() {
        if (!ready) {
            return null;
        }
        if (OUT.incrementAndGet() > MOST) {
            OUT.decrementAndGet();
            return null;
        }
        ZstdDecoder waiting = WAITING.poll();
        return waiting == null ? new ZstdDecoder() : waiting;
    }

    /** It is used no more. */
    static void giveBack(ZstdDecoder decoder) {
        decoder.reset();
        WAITING.add(decoder);
        OUT.decrementAndGet();
    }
}
