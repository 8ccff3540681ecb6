package io.whoset.proxy.listen;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import io.whoset.forensics.attribution.WriterNames;
import io.whoset.proxy.identity.ClientEnds;
import io.whoset.proxy.identity.ResolvedNames;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Holds a connection until its address has a name, or has none in time, then lets the relay in and goes: the writer is right from the first
 * write on, and never changes.
 *
 * <p><b>Units, bounds</b> nothing is read here; what waits is one read that came with a PROXY header or a TLS handshake, or a socket buffer of
 * a client that half-closed.
 *
 * <p>Confined to the connection's event loop.
 */
final class NameGate extends ChannelInboundHandlerAdapter {
    private final WriterNames names;
    private final ResolvedNames resolved;
    private final Consumer<Channel> next;
    private final Queue<Object> early = new ArrayDeque<>();
    private final Queue<Object> events = new ArrayDeque<>();
    private boolean done;

    /** One connection's gate; what comes behind it is added by {@code next}. */
    NameGate(WriterNames names, ResolvedNames resolved, Consumer<Channel> next) {
        this.names = names;
        this.resolved = resolved;
        this.next = next;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        InetAddress address = nameless(ctx.channel());
        if (address == null) {
            admit(ctx, null);
        } else {
            resolved.find(address, ctx.executor(), name -> admit(ctx, name));
        }
    }

    /** The client's address where nothing else names it, else null. */
    private @Nullable InetAddress nameless(Channel client) {
        return ClientEnds.certificateName(client) == null
                        && ClientEnds.source(client) instanceof InetSocketAddress remote
                        && names.nameAt(remote.getAddress()) == null
                ? remote.getAddress()
                : null;
    }

    private void admit(ChannelHandlerContext ctx, @Nullable String name) {
        if (done) {
            return;
        }
        done = true;
        if (name != null) {
            ClientEnds.setResolvedName(ctx.channel(), name);
        }
        next.accept(ctx.channel());
        ctx.fireChannelActive();
        for (Object message = early.poll(); message != null; message = early.poll()) {
            ctx.fireChannelRead(message);
        }
        ctx.fireChannelReadComplete();
        events.forEach(ctx::fireUserEventTriggered);
        ctx.pipeline().remove(this);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (done) {
            ctx.fireChannelRead(message);
        } else {
            early.add(message);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        if (done) {
            ctx.fireChannelReadComplete();
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (done) {
            ctx.fireUserEventTriggered(event);
        } else {
            events.add(event);
        }
    }

    /** Gone before anything was relayed, as a client that is reset before its server is there. */
    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        if (done) {
            ctx.fireChannelInactive();
        }
        done = true;
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (done) {
            ctx.fireExceptionCaught(cause);
        } else {
            done = true;
            ctx.close().addListener(ChannelFutureListener.FIRE_EXCEPTION_ON_FAILURE);
        }
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        early.forEach(ReferenceCountUtil::release);
        early.clear();
    }
}
