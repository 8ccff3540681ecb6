package io.whoset.proxy.relay;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import java.io.IOException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Relays what the server answers. Confined to the connection's event loop. */
final class UpstreamHandler extends ChannelInboundHandlerAdapter {
    private static final Logger log = LoggerFactory.getLogger(UpstreamHandler.class);

    private final Relay relay;
    private final Consumer<Throwable> onTlsBroken;

    /** TLS may break after the handshake: its last word on a client's certificate comes then. */
    UpstreamHandler(Relay relay, Consumer<Throwable> onTlsBroken) {
        this.relay = relay;
        this.onTlsBroken = onTlsBroken;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        relay.fromUpstream((ByteBuf) message);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        relay.flushToClient();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        relay.onUpstreamWritable();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof ChannelInputShutdownEvent || event == SslCloseCompletionEvent.SUCCESS) {
            relay.onUpstreamSentAll();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        relay.onClosed();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (cause instanceof DecoderException) {
            onTlsBroken.accept(cause);
        } else if (!(cause instanceof IOException)) {
            log.atError().setCause(cause).log("relay of a server's answers failed, both connections are reset");
        }
        relay.onReset();
    }
}
