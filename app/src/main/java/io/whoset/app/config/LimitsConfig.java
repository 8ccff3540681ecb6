package io.whoset.app.config;

import java.time.Duration;

/**
 * What connections may cost.
 *
 * <p>Immutable.
 *
 * @param maxLineBytes longest command line that is understood, 512 to 1,048,576 bytes, default 2,048
 * @param maxPendingReplies requests of one connection that may wait for a reply, 16 to 16,777,216, default 65,536
 * @param ioThreads event loops, 0 for one a core, at most 256, default 0
 * @param transport the way to the kernel, {@code AUTO} for the best that is there, the default
 * @param stopGrace how long requests in flight may take when whoset stops, up to 10 s, default 10 s
 */
public record LimitsConfig(
        int maxLineBytes, int maxPendingReplies, int ioThreads, Transport transport, Duration stopGrace) {
    /** The words for the ways to the kernel. */
    public enum Transport {
        /** The best that is there. */
        AUTO,
        /** Linux' io_uring. */
        IO_URING,
        /** Linux' epoll. */
        EPOLL,
        /** The JDK's selector. */
        NIO
    }

    /** The defaults. */
    public static final LimitsConfig DEFAULT =
            new LimitsConfig(2048, 65_536, 0, Transport.AUTO, Duration.ofSeconds(10));
}
