package io.whoset.proxy.relay;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.epoll.EpollTcpInfo;
import io.netty.channel.socket.DuplexChannel;

/**
 * Stops and resumes the reading of a channel.
 *
 * <p>Resuming has a detour. Netty's epoll transport (seen in 4.2.18) takes a descriptor out of epoll when no event is asked for any more, which is
 * so once the peer's FIN was reported and reading is paused; asking again then fails with ENOENT and closes the channel, and what the
 * peer had sent before its FIN would be lost. A channel whose peer has sent its FIN is therefore registered anew.
 *
 * <p>Confined to the channel's event loop.
 */
final class Reads {
    private static final int TCP_ESTABLISHED = 1;

    private Reads() {}

    static void pause(Channel channel) {
        channel.config().setAutoRead(false);
    }

    static void resume(Channel channel) {
        if (channel instanceof DuplexChannel duplex && duplex.isInputShutdown()) {
            return;
        }
        if (channel.isActive() && mayHaveLeftEpoll(channel)) {
            channel.deregister().addListener((ChannelFutureListener) left -> rejoin(left.channel()));
        } else {
            channel.config().setAutoRead(true);
        }
    }

    private static void rejoin(Channel channel) {
        channel.config().setAutoRead(true);
        channel.eventLoop().register(channel).addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
    }

    private static boolean mayHaveLeftEpoll(Channel channel) {
        if (channel instanceof EpollSocketChannel tcp) {
            EpollTcpInfo info = tcp.tcpInfo();
            return info.state() != TCP_ESTABLISHED;
        }
        return channel instanceof EpollDomainSocketChannel;
    }
}
