package io.whoset.proxy.net;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import java.net.SocketAddress;
import java.time.Duration;

/** Opens connections of whoset's own, on the event loops that there are. Safe for many threads. */
public final class Dialer {
    private final Transport transport;
    private final EventLoopGroup loops;

    /** Connections over this transport. */
    public Dialer(Transport transport, EventLoopGroup loops) {
        this.transport = transport;
        this.loops = loops;
    }

    /** Connects; the address says which kind of channel, the target where to. */
    public ChannelFuture dial(
            Address kind, SocketAddress target, Duration within, ChannelInitializer<Channel> pipeline) {
        return new Bootstrap()
                .group(loops)
                .channel(transport.channel(kind))
                .disableResolver()
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) within.toMillis())
                .handler(pipeline)
                .connect(target);
    }
}
