package io.whoset.proxy.relay;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.whoset.proxy.tap.Tap;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Relays what the client sends. Confined to the connection's event loop. */
public final class ClientHandler extends ChannelInboundHandlerAdapter {
    private static final Logger log = LoggerFactory.getLogger(ClientHandler.class);

    private final RelayContext context;
    private @org.jspecify.annotations.Nullable Relay relay;

    /** One client's handler. */
    public ClientHandler(RelayContext context) {
        this.context = context;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        Tap tap = context.taps().newTap(ctx.channel());
        Relay connecting = new Relay(ctx.channel(), context.counters(), tap);
        relay = connecting;
        context.counters().accepted.increment();
        context.counters().open.increment();
        context.connections().onOpen(ctx.channel(), connecting::pendingReplies);
        context.upstream().connect(ctx.channel(), connecting);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        require().fromClient((ByteBuf) message);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        require().flushToUpstream();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        require().onClientWritable();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof ChannelInputShutdownEvent || event == SslCloseCompletionEvent.SUCCESS) {
            require().onClientSentAll();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        context.counters().open.decrement();
        require().onClosed();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (cause instanceof DecoderException) {
            context.counters().clientTlsFailed.increment();
        } else if (!(cause instanceof IOException)) {
            log.atError().setCause(cause).log("relay of a client failed, both of its connections are reset");
        }
        require().onReset();
    }

    private Relay require() {
        return java.util.Objects.requireNonNull(relay);
    }
}
