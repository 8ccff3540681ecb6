package io.whoset.proxy.health;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.util.ReferenceCountUtil;
import io.whoset.proxy.header.ProxyHeader;
import io.whoset.proxy.header.ProxyHeaderEncoder;
import io.whoset.proxy.header.SendProxy;
import io.whoset.proxy.net.Admission;
import io.whoset.proxy.net.HandlerNames;
import io.whoset.proxy.tls.HandshakeGate;
import io.whoset.proxy.tls.ServerContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One {@code version} request as a client of the route would send it: with PROXY header and TLS where the route asks for them.
 *
 * <p>Confined to the connection's event loop, but for {@link #answered}.
 */
final class Question extends ChannelInitializer<Channel> implements Admission {
    private static final String REQUEST = "version\r\n";

    private final boolean withHeader;
    private final @Nullable ServerContext tls;
    private final CompletableFuture<Void> answered = new CompletableFuture<>();

    Question(boolean withHeader, @Nullable ServerContext tls) {
        this.withHeader = withHeader;
        this.tls = tls;
    }

    /** Done with the first byte of an answer, or failed. */
    CompletableFuture<Void> answered() {
        return answered;
    }

    @Override
    protected void initChannel(Channel channel) {
        if (withHeader) {
            channel.pipeline().addLast(HandlerNames.PROXY_HEADER, new HeaderFirst());
        }
        if (tls != null) {
            channel.pipeline()
                    .addLast(HandlerNames.TLS, tls.newProbeHandler(channel))
                    .addLast(HandlerNames.HANDSHAKE, new HandshakeGate(this));
        } else {
            channel.pipeline().addLast(new Speaker());
        }
    }

    void onFailed(Throwable cause) {
        answered.completeExceptionally(cause);
    }

    @Override
    public void admit(ChannelHandlerContext ctx) {
        ctx.pipeline().addLast(new Speaker());
    }

    @Override
    public void refuse(ChannelHandlerContext ctx, String cause) {
        answered.completeExceptionally(new IOException("TLS handshake with the route's own listener: " + cause));
        ctx.close().addListener(ChannelFutureListener.FIRE_EXCEPTION_ON_FAILURE);
    }

    /** Sends a header that names nobody, before TLS and all else. */
    private static final class HeaderFirst extends ChannelInboundHandlerAdapter {
        @Override
        public void channelActive(ChannelHandlerContext ctx) {
            ctx.writeAndFlush(ProxyHeaderEncoder.encode(ProxyHeader.NONE, SendProxy.V1))
                    .addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
            ctx.fireChannelActive();
        }
    }

    /** Asks, and takes any byte for an answer: a server that wants authentication says so, and is there. */
    private final class Speaker extends ChannelInboundHandlerAdapter {
        @Override
        public void channelActive(ChannelHandlerContext ctx) {
            ctx.writeAndFlush(Unpooled.copiedBuffer(REQUEST, StandardCharsets.US_ASCII))
                    .addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            ReferenceCountUtil.release(message);
            answered.complete(null);
            ctx.close().addListener(ChannelFutureListener.FIRE_EXCEPTION_ON_FAILURE);
        }

        @Override
        public void channelInactive(ChannelHandlerContext ctx) {
            answered.completeExceptionally(new IOException("closed the connection without an answer"));
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            answered.completeExceptionally(cause);
            ctx.close().addListener(ChannelFutureListener.CLOSE);
        }
    }
}
