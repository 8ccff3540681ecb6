package io.whoset.proxy.relay;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every write, shutdown and close of a relay: the only place where a returned future may be dropped, because a failure closes the channel
 * and comes back as its end.
 *
 * <p>Called on the channel's event loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write or close ends the channel, which its handler hears of
final class Writes {
    private static final Logger log = LoggerFactory.getLogger(Writes.class);

    private Writes() {}

    /** Hands a buffer on, which this releases; nothing is flushed. */
    static void relay(Channel to, ByteBuf buffer) {
        to.write(buffer, to.voidPromise());
    }

    /** Sends a buffer, which this releases, as the first bytes of a connection: unencrypted, whatever comes after it. */
    static void ahead(Channel to, ByteBuf buffer) {
        to.pipeline().firstContext().writeAndFlush(buffer);
    }

    /** Sends what was handed on, then ends the direction: a FIN, after a close_notify where there is TLS. */
    static void afterFlushShutdown(Channel channel) {
        SslHandler tls = channel.pipeline().get(SslHandler.class);
        ChannelFuture flushed = tls == null ? channel.writeAndFlush(Unpooled.EMPTY_BUFFER) : closeNotify(channel, tls);
        flushed.addListener((ChannelFutureListener) sent -> {
            if (sent.channel() instanceof DuplexChannel duplex && sent.channel().isActive()) {
                duplex.shutdownOutput();
            }
        });
    }

    /** What waits is encrypted first: the engine takes nothing after its close_notify. */
    private static ChannelFuture closeNotify(Channel channel, SslHandler tls) {
        channel.flush();
        return tls.closeOutbound();
    }

    /** Sends what was handed on, then closes. */
    static void afterFlushClose(Channel channel) {
        if (channel.pipeline().get(SslHandler.class) == null) {
            channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
        } else {
            channel.flush();
            channel.close();
        }
    }

    /** Closes at once; what waits is dropped. */
    static void close(Channel channel) {
        channel.close();
    }

    /** Closes so that the other end sees a reset, as this end saw one. Does nothing where the channel is closed already. */
    static void reset(Channel channel) {
        try {
            if (channel.config().getOption(ChannelOption.SO_LINGER) != null) {
                channel.config().setOption(ChannelOption.SO_LINGER, 0);
            }
        } catch (ChannelException gone) {
            log.atDebug().setCause(gone).log("channel to reset was closed already");
        }
        ChannelHandlerContext first = channel.pipeline().firstContext();
        if (first == null) {
            channel.close();
        } else {
            // past a TLS handler, which would say good-bye
            first.close();
        }
    }
}
