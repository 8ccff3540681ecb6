package io.whoset.proxy.relay;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import io.whoset.forensics.record.TimeSource;
import io.whoset.proxy.RouteCounters;
import io.whoset.proxy.count.OwnEnds;
import io.whoset.proxy.net.Address;
import io.whoset.proxy.net.Lookup;
import io.whoset.proxy.net.OncePerMinute;
import io.whoset.proxy.net.Transport;
import io.whoset.proxy.tls.HandshakeGate;
import java.net.SocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the one upstream connection of each client connection, on the client's event loop. Safe for many threads. */
public final class UpstreamConnector {
    /** A direction holds at most this much beyond the socket buffers before its reader waits, bytes. */
    public static final WriteBufferWaterMark WATER_MARK = new WriteBufferWaterMark(4 * 1024, 8 * 1024);

    /** Grows and shrinks with what arrives; at most 48 KB a read, so that a direction holds less than 64 KB. */
    static final int MAX_READ_BYTES = 48 * 1024;

    /** With TLS a record of at most 16 KB may wait for its end in addition. */
    static final int MAX_TLS_READ_BYTES = 32 * 1024;

    private static final int CONNECT_TIMEOUT_MILLIS = 5_000;
    private static final Logger log = LoggerFactory.getLogger(UpstreamConnector.class);

    private final String route;
    private final Address address;
    private final Lookup lookup;
    private final UpstreamSpeech speech;
    private final Transport transport;
    private final RouteCounters counters;
    private final @Nullable OwnEnds ends;
    private final OncePerMinute warnings;

    /** The way to one route's server; its connections are noted where there is a place for that. */
    public UpstreamConnector(
            String route,
            Address address,
            Lookup lookup,
            UpstreamSpeech speech,
            Transport transport,
            RouteCounters counters,
            @Nullable OwnEnds ends,
            TimeSource time) {
        this.route = route;
        this.address = address;
        this.lookup = lookup;
        this.speech = speech;
        this.transport = transport;
        this.counters = counters;
        this.ends = ends;
        this.warnings = new OncePerMinute(time);
    }

    /** How a channel of either side reads. */
    public static AdaptiveRecvByteBufAllocator reads(boolean isTls) {
        return new AdaptiveRecvByteBufAllocator(512, 2048, isTls ? MAX_TLS_READ_BYTES : MAX_READ_BYTES);
    }

    void connect(Channel client, Relay relay) {
        List<SocketAddress> known = lookup.known();
        if (known != null) {
            new UpstreamAttempt(this, client, relay, known).next();
            return;
        }
        lookup.find(client.eventLoop(), (found, failure) -> {
            if (found == null) {
                refused(relay, "the name " + address.host() + " cannot be looked up");
            } else {
                new UpstreamAttempt(this, client, relay, found).next();
            }
        });
    }

    /** What the server hears before a client's bytes. */
    public UpstreamSpeech speech() {
        return speech;
    }

    /** The server's addresses. */
    public Lookup lookup() {
        return lookup;
    }

    Bootstrap bootstrap(Channel client) {
        Bootstrap bootstrap = new Bootstrap()
                .group(client.eventLoop())
                .channel(transport.channel(address))
                .disableResolver()
                .option(ChannelOption.AUTO_READ, false)
                .option(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .option(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK)
                .option(ChannelOption.ALLOCATOR, Buffers.POOL)
                .option(ChannelOption.RECVBUF_ALLOCATOR, reads(speech.tls() != null))
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_TIMEOUT_MILLIS);
        if (!address.isUnix()) {
            bootstrap.option(ChannelOption.TCP_NODELAY, true).option(ChannelOption.SO_KEEPALIVE, true);
        }
        return bootstrap;
    }

    /** A connection is there. */
    void connected(Channel upstream) {
        if (ends != null) {
            ends.onConnected(upstream);
        }
    }

    /** The server cannot be reached, by any of its addresses. */
    void refused(Relay relay, String cause) {
        counters.upstreamRefused.increment();
        relay.onRefused();
        warn(
                cause,
                "memcached cannot be reached: clients of this route are closed at once, check that memcached listens there");
    }

    /** The server is there, and TLS with it fails. */
    void handshakeFailed(Relay relay, String cause) {
        counters.upstreamRefused.increment();
        relay.onRefused();
        warnOfTls(cause);
    }

    /** TLS with the server broke after the handshake; the connection ends by itself. */
    void tlsBroken(Throwable failure) {
        warnOfTls(HandshakeGate.cause(failure));
    }

    private void warnOfTls(String cause) {
        counters.upstreamTlsFailed.increment();
        warn(
                cause,
                "TLS with memcached failed, the client was closed: check upstream-tls of this route (ca, server-name, certificate) and that"
                        + " memcached listens with TLS");
    }

    private void warn(String cause, String text) {
        if (warnings.passes()) {
            log.atWarn()
                    .addKeyValue("route", route)
                    .addKeyValue("upstream", address)
                    .addKeyValue("cause", cause)
                    .log(text);
        }
    }
}
