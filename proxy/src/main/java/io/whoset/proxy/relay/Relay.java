package io.whoset.proxy.relay;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.whoset.proxy.RouteCounters;
import io.whoset.proxy.tap.Tap;
import java.util.ArrayDeque;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * One client connection and its one upstream connection, on one event loop.
 *
 * <pre>
 *   connecting ──► relaying ──► client half-closed ──► ended
 *       └──────────────┴─ refused, reset, closed ────────▲
 * </pre>
 *
 * <p><b>Units, bounds</b> what waits in a direction is bounded by the channel's high-water mark and one read.
 *
 * <p>Confined to the connection's event loop.
 */
final class Relay {
    private final Channel client;
    private final RouteCounters counters;
    private final Tap tap;
    private final Backpressure clientReads;
    private @Nullable Channel upstream;
    private @Nullable Backpressure upstreamReads;
    private final ArrayDeque<ByteBuf> early = new ArrayDeque<>();

    /** A buffer is being handed on: whether its taker is full is asked once, after the flush. */
    private boolean handing;

    private boolean clientSentAll;
    private boolean ended;

    Relay(Channel client, RouteCounters counters, Tap tap) {
        this.client = client;
        this.counters = counters;
        this.tap = tap;
        this.clientReads = new Backpressure(client);
        tap.onBrake(clientReads::onBrake);
    }

    /** The server is connected: bytes may flow. */
    void onUpstream(Channel connected) {
        if (ended || !client.isActive()) {
            Writes.close(connected);
            end();
            return;
        }
        upstream = connected;
        upstreamReads = new Backpressure(connected);
        upstreamReads.onConnected();
        clientReads.onConnected();
        for (ByteBuf buffer = early.poll(); buffer != null; buffer = early.poll()) {
            fromClient(buffer);
        }
        connected.flush();
        if (clientSentAll) {
            Writes.afterFlushShutdown(connected);
        }
    }

    /** The server cannot be reached: the client hears of it at once, by the close alone. */
    void onRefused() {
        Writes.close(client);
        end();
    }

    /**
     * Bytes of the client. Nothing is read before the server is connected, save what a client sent and then half-closed: the kernel
     * hands that over whatever was asked for, at most a socket buffer of it; and what came in one read with a PROXY header or with the
     * end of a TLS handshake.
     */
    void fromClient(ByteBuf buffer) {
        if (upstream == null && !ended) {
            early.add(buffer);
            return;
        }
        tap.fromClient(buffer);
        hand(buffer, upstream, counters.bytesToUpstream, clientReads);
    }

    void fromUpstream(ByteBuf buffer) {
        tap.fromUpstream(buffer);
        hand(buffer, client, counters.bytesToClient, upstreamReads);
    }

    private void hand(ByteBuf buffer, @Nullable Channel to, LongAdder count, @Nullable Backpressure reads) {
        if (to == null || reads == null) {
            buffer.release();
            return;
        }
        count.add(buffer.readableBytes());
        handing = true;
        Writes.relay(to, buffer);
        if (!to.isWritable()) {
            // much was read before the loop could flush: that alone is no reason to wait
            to.flush();
        }
        handing = false;
        reads.onOtherSide(!to.isWritable());
    }

    void flushToUpstream() {
        if (upstream != null) {
            upstream.flush();
        }
    }

    void flushToClient() {
        client.flush();
    }

    void onUpstreamWritable() {
        if (upstream != null && !handing) {
            clientReads.onOtherSide(!upstream.isWritable());
        }
    }

    void onClientWritable() {
        if (upstreamReads != null && !handing) {
            upstreamReads.onOtherSide(!client.isWritable());
        }
    }

    /** The client sends no more, and may still read. */
    void onClientSentAll() {
        if (!clientSentAll) {
            clientSentAll = true;
            if (upstream != null) {
                Writes.afterFlushShutdown(upstream);
            }
        }
    }

    /**
     * The server sends no more. memcached never closes one direction alone: it is gone, and a client must not be left with a connection
     * that looks alive.
     */
    void onUpstreamSentAll() {
        onClosed();
    }

    /** One side is gone: the other goes after what it still has to get. */
    void onClosed() {
        if (!ended) {
            end();
            Writes.afterFlushClose(client);
            if (upstream != null) {
                Writes.afterFlushClose(upstream);
            }
        }
    }

    /** One side was reset: so is the other. */
    void onReset() {
        if (!ended) {
            end();
            counters.resets.increment();
            Writes.reset(client);
            if (upstream != null) {
                Writes.reset(upstream);
            }
        }
    }

    private void end() {
        if (!ended) {
            ended = true;
            early.forEach(ByteBuf::release);
            early.clear();
            tap.onEnd();
        }
    }

    /** Requests that wait for a reply. */
    int pendingReplies() {
        return tap.pendingReplies();
    }
}
