package io.whoset.proxy.relay;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.DuplexChannel;

/**
 * Every write, shutdown and close of a relay: the only place where a returned future may be dropped, because a failure closes the channel
 * and comes back as its end.
 *
 * <p>Called on the channel's event loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write or close ends the channel, which its handler hears of
final class Writes {
    private Writes() {}

    /** Hands a buffer on, which this releases; nothing is flushed. */
    static void relay(Channel to, ByteBuf buffer) {
        to.write(buffer, to.voidPromise());
    }

    /** Sends what was handed on, then ends the direction: a FIN. */
    static void afterFlushShutdown(Channel channel) {
        channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener((ChannelFutureListener) flushed -> {
            if (flushed.channel() instanceof DuplexChannel duplex
                    && flushed.channel().isActive()) {
                duplex.shutdownOutput();
            }
        });
    }

    /** Sends what was handed on, then closes. */
    static void afterFlushClose(Channel channel) {
        channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    }

    /** Closes at once; what waits is dropped. */
    static void close(Channel channel) {
        channel.close();
    }

    /** Closes so that the other end sees a reset, as this end saw one. */
    static void reset(Channel channel) {
        if (channel.config().getOption(ChannelOption.SO_LINGER) != null) {
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
        }
        channel.close();
    }
}
