package io.whoset.proxy.header;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.util.concurrent.Future;
import io.whoset.proxy.identity.ClientEnds;
import io.whoset.proxy.net.Admission;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Waits for the PROXY header of a connection, then lets the next stage in and goes. What follows the header passes untouched.
 *
 * <p><b>Units, bounds</b> the header must be whole within ten seconds; what waits here is one header and one read.
 *
 * <p>Confined to the connection's event loop.
 */
public final class ProxyHeaderHandler extends ChannelInboundHandlerAdapter {
    private static final int WITHIN_SECONDS = 10;

    private final Admission admission;
    private @Nullable ByteBuf waiting;
    private @Nullable Future<?> late;
    private boolean done;

    /** One connection's handler. */
    public ProxyHeaderHandler(Admission admission) {
        this.admission = admission;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        late = ctx.executor()
                .schedule(
                        () -> refuse(ctx, "no whole PROXY header within " + WITHIN_SECONDS + " s"),
                        WITHIN_SECONDS,
                        TimeUnit.SECONDS);
        ctx.read();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf arrived = (ByteBuf) message;
        if (done) {
            arrived.release();
            return;
        }
        ByteBuf all = waiting == null ? arrived : append(ctx, waiting, arrived);
        waiting = all;
        try {
            ProxyHeader header = ProxyHeaderParser.parse(all);
            if (header != null) {
                admit(ctx, header, all);
            }
        } catch (ProxyHeaderException broken) {
            refuse(ctx, String.valueOf(broken.getMessage()));
        }
    }

    private static ByteBuf append(ChannelHandlerContext ctx, ByteBuf first, ByteBuf second) {
        ByteBuf all = ctx.alloc().buffer(first.readableBytes() + second.readableBytes());
        all.writeBytes(first).writeBytes(second);
        first.release();
        second.release();
        return all;
    }

    private void admit(ChannelHandlerContext ctx, ProxyHeader header, ByteBuf rest) {
        end();
        waiting = null;
        ClientEnds.set(ctx.channel(), header.source(), header.destination());
        admission.admit(ctx);
        ctx.fireChannelActive();
        if (rest.isReadable()) {
            ctx.fireChannelRead(rest);
        } else {
            rest.release();
        }
        ctx.fireChannelReadComplete();
        ctx.pipeline().remove(this);
    }

    private void refuse(ChannelHandlerContext ctx, String cause) {
        if (!done) {
            end();
            release();
            admission.refuse(ctx, cause);
        }
    }

    private void end() {
        done = true;
        if (late != null) {
            late.cancel(false);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        if (!done) {
            ctx.read();
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            refuse(ctx, "the client ended before a whole PROXY header");
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        refuse(ctx, "the client ended before a whole PROXY header");
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        refuse(ctx, "the connection ended before a whole PROXY header");
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        release();
    }

    private void release() {
        if (waiting != null) {
            waiting.release();
            waiting = null;
        }
    }
}
