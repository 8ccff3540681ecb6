package io.whoset.proxy.relay;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.WriteBufferWaterMark;
import io.whoset.forensics.record.TimeSource;
import io.whoset.proxy.RouteCounters;
import io.whoset.proxy.net.Address;
import io.whoset.proxy.net.HandlerNames;
import io.whoset.proxy.net.Transport;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the one upstream connection of each client connection, on the client's event loop. Safe for many threads. */
public final class UpstreamConnector {
    /** A direction holds at most this much beyond the socket buffers before its reader waits, bytes. */
    public static final WriteBufferWaterMark WATER_MARK = new WriteBufferWaterMark(4 * 1024, 8 * 1024);

    /** Grows and shrinks with what arrives; at most 48 KB a read, so that a direction holds less than 64 KB. */
    static final int MAX_READ_BYTES = 48 * 1024;

    private static final int CONNECT_TIMEOUT_MILLIS = 5_000;
    private static final long WARN_EVERY_NANOS = 60_000_000_000L;
    private static final Logger log = LoggerFactory.getLogger(UpstreamConnector.class);

    private final String route;
    private final Address address;
    private final Transport transport;
    private final RouteCounters counters;
    private final TimeSource time;
    private final AtomicLong lastWarned;

    /** The way to one route's server. */
    public UpstreamConnector(
            String route, Address address, Transport transport, RouteCounters counters, TimeSource time) {
        this.route = route;
        this.address = address;
        this.transport = transport;
        this.counters = counters;
        this.time = time;
        this.lastWarned = new AtomicLong(time.nanos() - WARN_EVERY_NANOS);
    }

    /** How a channel of either side reads. */
    public static AdaptiveRecvByteBufAllocator reads() {
        return new AdaptiveRecvByteBufAllocator(512, 2048, MAX_READ_BYTES);
    }

    void connect(EventLoop loop, Relay relay) {
        Bootstrap bootstrap = new Bootstrap()
                .group(loop)
                .channel(transport.channel(address))
                .option(ChannelOption.AUTO_READ, false)
                .option(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .option(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK)
                .option(ChannelOption.RECVBUF_ALLOCATOR, reads())
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_TIMEOUT_MILLIS)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(HandlerNames.UPSTREAM, new UpstreamHandler(relay));
                    }
                });
        if (!address.isUnix()) {
            bootstrap.option(ChannelOption.TCP_NODELAY, true).option(ChannelOption.SO_KEEPALIVE, true);
        }
        bootstrap.connect(address.resolve()).addListener((ChannelFutureListener) done -> onDone(done, relay));
    }

    private void onDone(ChannelFuture done, Relay relay) {
        if (done.isSuccess()) {
            relay.onUpstream(done.channel());
            return;
        }
        counters.upstreamRefused.increment();
        relay.onRefused();
        long now = time.nanos();
        long last = lastWarned.get();
        if (now - last >= WARN_EVERY_NANOS && lastWarned.compareAndSet(last, now)) {
            log.atWarn()
                    .addKeyValue("route", route)
                    .addKeyValue("upstream", address)
                    .addKeyValue("cause", String.valueOf(done.cause().getMessage()))
                    .log(
                            "memcached cannot be reached: clients of this route are closed at once, check that memcached listens there");
        }
    }
}
