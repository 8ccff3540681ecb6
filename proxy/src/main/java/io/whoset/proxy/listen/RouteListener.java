package io.whoset.proxy.listen;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.whoset.proxy.net.Address;
import io.whoset.proxy.net.Transport;
import io.whoset.proxy.relay.Buffers;
import io.whoset.proxy.relay.UpstreamConnector;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One listening socket. Opened and closed by one thread. */
public final class RouteListener {
    private static final int BACKLOG = 1024;

    private final Channel channel;

    private RouteListener(Channel channel) {
        this.channel = channel;
    }

    /**
     * Listens.
     *
     * @throws IOException where the address cannot be bound
     */
    public static RouteListener open(
            Address address,
            @Nullable Set<PosixFilePermission> socketMode,
            Transport transport,
            EventLoopGroup loops,
            ClientStages stages)
            throws IOException {
        SocketFile file = address.isUnix() ? new SocketFile(address) : null;
        if (file != null) {
            file.removeStale();
        }
        RouteListener listener = new RouteListener(bind(address, transport, loops, stages));
        try {
            if (file != null) {
                file.onBound(socketMode);
            }
            return listener;
        } catch (IOException e) {
            listener.close();
            throw e;
        }
    }

    private static Channel bind(Address address, Transport transport, EventLoopGroup loops, ClientStages stages)
            throws IOException {
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(loops)
                .channel(transport.serverChannel(address))
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .childOption(ChannelOption.AUTO_READ, false)
                .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, UpstreamConnector.WATER_MARK)
                .childOption(ChannelOption.ALLOCATOR, Buffers.POOL)
                .childOption(ChannelOption.RECVBUF_ALLOCATOR, UpstreamConnector.reads(stages.isTls()))
                .childHandler(stages);
        if (!address.isUnix()) {
            bootstrap
                    .option(ChannelOption.SO_REUSEADDR, true)
                    .childOption(ChannelOption.TCP_NODELAY, true)
                    .childOption(ChannelOption.SO_KEEPALIVE, true);
        }
        ChannelFuture bound = bootstrap.bind(address.resolve()).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new IOException(bound.cause().getMessage(), bound.cause());
        }
        return bound.channel();
    }

    /** Where it really listens: port 0 has become a port. */
    public SocketAddress localAddress() {
        return channel.localAddress();
    }

    /** Accepts no more; a socket file goes with it. */
    public void close() {
        channel.close().awaitUninterruptibly();
    }
}
