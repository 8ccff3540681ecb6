package io.whoset.protocol.pairing;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.whoset.protocol.WireLimits;
import java.util.function.BooleanSupplier;

/**
 * Both directions of one connection: each request comes to the sink, and later what the server said to it.
 *
 * <p>The client's first byte decides between text and binary protocol, as in memcached (memcached.c, try_read_command_negotiate); what the
 * server says before it is the refusal of a connection too many, which is text.
 *
 * <p>Confined to the connection's event loop.
 *
 * <p><b>Errors</b> none are thrown for any bytes; a lost place becomes {@link ExchangeSink#onDesync}.
 *
 * @param <T> the sink's token
 */
public final class Exchanges<T> {
    private static final int BINARY_MAGIC = 0x80;

    private final WireLimits limits;
    private final ExchangeSink<T> sink;
    private final BooleanSupplier memoryIsShort;
    private Pairing pairing;
    private boolean decided;
    private long unsolicitedBefore;

    /** Watches one connection from its first byte. */
    public Exchanges(WireLimits limits, ExchangeSink<T> sink) {
        this(limits, sink, () -> false);
    }

    /** The same; while memory is short, the oldest quiet requests are settled before there is proof of their silence. */
    public Exchanges(WireLimits limits, ExchangeSink<T> sink, BooleanSupplier memoryIsShort) {
        this.limits = limits;
        this.sink = sink;
        this.memoryIsShort = memoryIsShort;
        this.pairing = new TextExchanges<>(limits, sink, memoryIsShort);
    }

    /** Bytes from the client; the reader index is untouched and nothing is kept of the buffer. */
    public void fromClient(ByteBuf bytes) {
        if (!decided && bytes.isReadable()) {
            decided = true;
            if (bytes.getUnsignedByte(bytes.readerIndex()) == BINARY_MAGIC) {
                sink.onBinaryProtocol();
                unsolicitedBefore = pairing.unsolicitedReplies();
                pairing = new BinaryExchanges<>(limits, sink, memoryIsShort);
            }
        }
        pairing.fromClient(bytes);
    }

    /** Bytes from the server; likewise. */
    public void fromUpstream(ByteBuf bytes) {
        pairing.fromUpstream(bytes);
    }

    /** The first so many bytes of an array, from the client: for those who have no buffers. */
    public void fromClient(byte[] bytes, int length) {
        fromClient(Unpooled.wrappedBuffer(bytes, 0, length));
    }

    /** The first so many bytes of an array, from the server. */
    public void fromUpstream(byte[] bytes, int length) {
        fromUpstream(Unpooled.wrappedBuffer(bytes, 0, length));
    }

    /** The connection is over: whatever waits is settled as {@code lost}, quiet requests as {@code none}. Idempotent. */
    public void onConnectionEnd() {
        decided = true;
        pairing.onConnectionEnd();
    }

    /** Requests that wait for their reply, 0 to the limit. */
    public int pendingReplies() {
        return pairing.pendingReplies();
    }

    /** The same, each key of a {@code gat} counted: what they cost. The last one may go beyond the limit by the keys of its line. */
    public int pendingKeys() {
        return pairing.pendingKeys();
    }

    /** Whether the oldest request that waits has been sent and is one that a server must answer. */
    public boolean isAnswerDue() {
        return pairing.isAnswerDue();
    }

    /** Lines or binary replies of the server that no request had asked for. */
    public long unsolicitedReplies() {
        return unsolicitedBefore + pairing.unsolicitedReplies();
    }
}
