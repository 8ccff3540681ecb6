package io.whoset.protocol;

/**
 * What one connection may cost in memory.
 *
 * <p>Immutable.
 *
 * @param maxLineBytes longest command or reply line that is understood, bytes, default 2048 as memcached's own bound for a line
 *     that is no multiget (memcached.c, try_read_command_ascii); a longer one is a desync, multigets are read key by key
 * @param maxPendingReplies requests of one connection that may wait for their reply, default 65536; at the bound the oldest
 *     quiet ones are settled as not answered (in the binary protocol: without an outcome), and where there is none the connection's audit desyncs
 */
public record WireLimits(int maxLineBytes, int maxPendingReplies) {
    /** The defaults. */
    public static final WireLimits DEFAULT = new WireLimits(2048, 65_536);

    /** Refuses bounds under which nothing could be understood. */
    public WireLimits {
        if (maxLineBytes < 512 || maxPendingReplies < 16) {
            throw new IllegalArgumentException("maxLineBytes is at least 512 and maxPendingReplies at least 16");
        }
    }
}
