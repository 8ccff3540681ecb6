package io.whoset.proxy.embedded;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.ChannelInputShutdownReadComplete;
import io.whoset.forensics.record.TimeSource;
import io.whoset.protocol.WireLimits;
import io.whoset.protocol.text.RequestParser;
import io.whoset.proxy.net.Address;
import io.whoset.proxy.net.Transport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A small memcached in this process, on a loopback port of its own: text protocol, classic and meta.
 *
 * <p><b>Units, bounds</b> items weigh at most the given number of bytes; a value is smaller than 1 MiB.
 *
 * <p>Started and closed by one thread.
 */
public final class EmbeddedMemcached implements AutoCloseable {
    private final EventLoopGroup loops;
    private final Channel channel;

    private EmbeddedMemcached(EventLoopGroup loops, Channel channel) {
        this.loops = loops;
        this.channel = channel;
    }

    /**
     * Starts it.
     *
     * @throws IOException where no loopback port can be had
     */
    public static EmbeddedMemcached start(Transport transport, long maxBytes, TimeSource time) throws IOException {
        EventLoopGroup loops = transport.newLoops(1, "whoset-embedded");
        EmbeddedStore store = new EmbeddedStore(maxBytes, time);
        ChannelFuture bound = new ServerBootstrap()
                .group(loops)
                .channel(transport.serverChannel(new Address("127.0.0.1", 0)))
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel client) {
                        client.pipeline().addLast(new Session(store));
                    }
                })
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            loops.shutdownGracefully().awaitUninterruptibly();
            throw new IOException("the embedded memcached found no free port on loopback", bound.cause());
        }
        return new EmbeddedMemcached(loops, bound.channel());
    }

    /** Where it listens. */
    public Address address() {
        return new Address("127.0.0.1", ((InetSocketAddress) channel.localAddress()).getPort());
    }

    @Override
    public void close() {
        loops.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    /** One connection. */
    private static final class Session extends SimpleChannelInboundHandler<ByteBuf> {
        private final EmbeddedStore store;
        private @Nullable EmbeddedSession session;
        private @Nullable RequestParser parser;

        Session(EmbeddedStore store) {
            this.store = store;
        }

        @Override
        protected void channelRead0(ChannelHandlerContext ctx, ByteBuf bytes) {
            ByteBuf out = ctx.alloc().buffer();
            EmbeddedSession speaker = session;
            if (speaker == null || parser == null) {
                speaker = new EmbeddedSession(store, out);
                session = speaker;
                parser = new RequestParser(WireLimits.DEFAULT, speaker);
            }
            speaker.answerInto(out);
            parser.feed(bytes);
            ChannelFuture written = ctx.write(out);
            if (speaker.isClosing()) {
                written.addListener(ChannelFutureListener.CLOSE);
            }
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext ctx) {
            ctx.flush();
            if (!ctx.channel().isWritable()) {
                ctx.channel().config().setAutoRead(false);
            }
        }

        /** A client that sends no more still gets what it asked for. */
        @Override
        public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
            if (event == ChannelInputShutdownReadComplete.INSTANCE) {
                ctx.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
            }
        }

        @Override
        public void channelWritabilityChanged(ChannelHandlerContext ctx) {
            ctx.channel().config().setAutoRead(ctx.channel().isWritable());
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            ctx.close().addListener(ChannelFutureListener.FIRE_EXCEPTION_ON_FAILURE);
        }
    }
}
