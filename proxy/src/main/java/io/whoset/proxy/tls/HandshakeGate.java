package io.whoset.proxy.tls;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.ReferenceCountUtil;
import io.whoset.proxy.net.Admission;

/**
 * Waits for the TLS handshake of a connection, then lets the next stage in and goes.
 *
 * <p>Confined to the connection's event loop.
 */
public final class HandshakeGate extends ChannelInboundHandlerAdapter {
    private static final String ENDED = "the other end closed the connection in the handshake";

    private final Admission admission;
    private boolean done;

    /** One connection's gate. */
    public HandshakeGate(Admission admission) {
        this.admission = admission;
    }

    /** Why TLS failed, in words that hold nothing of what the other end sent. */
    public static String cause(Throwable failure) {
        return Handshakes.cause(failure);
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        ctx.read();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            refuse(ctx, ENDED);
        } else if (event instanceof SslHandshakeCompletionEvent handshake && !done) {
            if (handshake.isSuccess()) {
                done = true;
                admission.admit(ctx);
                ctx.fireChannelActive();
                ctx.pipeline().remove(this);
            } else {
                refuse(ctx, Handshakes.cause(handshake.cause()));
            }
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ReferenceCountUtil.release(message);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        // the TLS handler asks for more by itself until the handshake is done
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        refuse(ctx, ENDED);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable failure) {
        refuse(ctx, Handshakes.cause(failure));
    }

    private void refuse(ChannelHandlerContext ctx, String cause) {
        if (!done) {
            done = true;
            admission.refuse(ctx, cause);
        }
    }
}
