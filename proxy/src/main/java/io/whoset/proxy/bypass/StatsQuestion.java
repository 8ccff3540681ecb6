package io.whoset.proxy.bypass;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.codec.LineBasedFrameDecoder;
import io.whoset.proxy.header.ProxyHeader;
import io.whoset.proxy.header.ProxyHeaderEncoder;
import io.whoset.proxy.header.SendProxy;
import io.whoset.proxy.net.Admission;
import io.whoset.proxy.net.HandlerNames;
import io.whoset.proxy.relay.UpstreamSpeech;
import io.whoset.proxy.tls.HandshakeGate;
import io.whoset.proxy.tls.UpstreamContext;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;

/**
 * One connection to the server for one {@code stats} request: PROXY header and TLS as the route has them.
 *
 * <p>Confined to the connection's event loop, but for {@link #answered}.
 */
final class StatsQuestion extends ChannelInitializer<Channel> implements Admission {
    private static final int MAX_LINE_BYTES = 8192;

    private final UpstreamSpeech speech;
    private final CompletableFuture<Void> answered = new CompletableFuture<>();
    private final StatsLines lines;

    StatsQuestion(UpstreamSpeech speech, String request, BiConsumer<String, String> onStat) {
        this.speech = speech;
        this.lines = new StatsLines(request, onStat, answered);
    }

    /** Done with the answer's end, or failed. */
    CompletableFuture<Void> answered() {
        return answered;
    }

    void onFailed(Throwable cause) {
        answered.completeExceptionally(cause);
    }

    @Override
    protected void initChannel(Channel channel) {
        if (speech.sendProxy() != SendProxy.OFF) {
            channel.pipeline().addLast(HandlerNames.PROXY_HEADER, new HeaderFirst(speech.sendProxy()));
        }
        UpstreamContext tls = speech.tls();
        if (tls == null) {
            channel.pipeline().addLast(new LineBasedFrameDecoder(MAX_LINE_BYTES), lines);
        } else {
            channel.pipeline()
                    .addLast(HandlerNames.TLS, tls.newHandler(channel))
                    .addLast(HandlerNames.HANDSHAKE, new HandshakeGate(this));
        }
    }

    @Override
    public void admit(ChannelHandlerContext ctx) {
        ctx.pipeline().addLast(new LineBasedFrameDecoder(MAX_LINE_BYTES), lines);
    }

    @Override
    public void refuse(ChannelHandlerContext ctx, String cause) {
        answered.completeExceptionally(new IOException("TLS with it failed: " + cause));
        ctx.close().addListener(ChannelFutureListener.FIRE_EXCEPTION_ON_FAILURE);
    }

    /** Sends a header that names nobody, before TLS and all else. */
    private static final class HeaderFirst extends ChannelInboundHandlerAdapter {
        private final SendProxy form;

        HeaderFirst(SendProxy form) {
            this.form = form;
        }

        @Override
        public void channelActive(ChannelHandlerContext ctx) {
            ctx.writeAndFlush(ProxyHeaderEncoder.encode(ProxyHeader.NONE, form))
                    .addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
            ctx.fireChannelActive();
        }
    }
}
