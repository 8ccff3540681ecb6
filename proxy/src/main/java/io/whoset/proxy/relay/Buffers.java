package io.whoset.proxy.relay;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.util.NettyRuntime;

/**
 * The memory that both sides of relayed connections read into. Netty's adaptive allocator gives large buffers back to the system and gets them anew, which
 * was a seventh of what relaying 100 KB costs.
 *
 * <p><b>Units, bounds</b> an arena a processor and at most eight, of chunks of 1 MiB that are given back when empty; an event loop keeps at most 32 buffers
 * of a size for itself. Nothing on the heap is pooled.
 *
 * <p>Safe for many threads. <b>Source</b> docs/decisions/0015-buffers-of-the-relay.md.
 */
public final class Buffers {
    private static final int MOST_ARENAS = 8;
    private static final int PAGE_BYTES = 8 * 1024;
    /** Pages of a chunk, as a power of two. */
    private static final int CHUNK_ORDER = 7;

    private static final int KEPT_SMALL = 32;
    private static final int KEPT_LARGE = 8;

    /** For each channel that relays. */
    public static final ByteBufAllocator POOL = new PooledByteBufAllocator(
            true,
            0,
            Math.min(NettyRuntime.availableProcessors(), MOST_ARENAS),
            PAGE_BYTES,
            CHUNK_ORDER,
            KEPT_SMALL,
            KEPT_LARGE,
            false);

    private Buffers() {}
}
