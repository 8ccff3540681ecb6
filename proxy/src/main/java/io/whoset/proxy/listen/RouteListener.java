package io.whoset.proxy.listen;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.whoset.proxy.net.Address;
import io.whoset.proxy.net.HandlerNames;
import io.whoset.proxy.net.Transport;
import io.whoset.proxy.relay.ClientHandler;
import io.whoset.proxy.relay.RelayContext;
import io.whoset.proxy.relay.UpstreamConnector;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;

/** One listening socket. Opened and closed by one thread. */
public final class RouteListener {
    private static final int BACKLOG = 1024;

    private final Channel channel;
    private final Address address;

    private RouteListener(Channel channel, Address address) {
        this.channel = channel;
        this.address = address;
    }

    /**
     * Listens.
     *
     * @throws IOException where the address cannot be bound
     */
    public static RouteListener open(Address address, Transport transport, EventLoopGroup loops, RelayContext context)
            throws IOException {
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(loops)
                .channel(transport.serverChannel(address))
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .childOption(ChannelOption.AUTO_READ, false)
                .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, UpstreamConnector.WATER_MARK)
                .childOption(ChannelOption.RECVBUF_ALLOCATOR, UpstreamConnector.reads())
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel client) {
                        client.pipeline().addLast(HandlerNames.CLIENT, new ClientHandler(context));
                    }
                });
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
        return new RouteListener(bound.channel(), address);
    }

    /** Where it really listens: port 0 has become a port. */
    public SocketAddress localAddress() {
        return channel.localAddress();
    }

    /** Accepts no more. */
    public void close() throws IOException {
        channel.close().awaitUninterruptibly();
        if (address.isUnix()) {
            Files.deleteIfExists(Path.of(address.host()));
        }
    }
}
