package io.whoset.proxy.net;

import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.channel.epoll.EpollServerDomainSocketChannel;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;

/**
 * The way to the kernel: epoll where Netty's native library is there, else the JDK's selector, which knows no unix sockets here.
 *
 * <p>Immutable.
 */
public enum Transport {
    /** Linux' epoll through Netty's native library. */
    EPOLL,
    /** The JDK's. */
    NIO;

    /** The best that this machine has. */
    public static Transport best() {
        return Epoll.isAvailable() ? EPOLL : NIO;
    }

    /** Event loops; 0 threads means one a core. */
    public EventLoopGroup newLoops(int threads, String name) {
        int count = threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
        IoHandlerFactory factory = this == EPOLL ? RejoiningIoHandler.newFactory() : NioIoHandler.newFactory();
        return new MultiThreadIoEventLoopGroup(count, new DefaultThreadFactory(name), factory);
    }

    /** The class of a listening channel. */
    public Class<? extends ServerChannel> serverChannel(Address address) {
        if (address.isUnix()) {
            requireUnix();
            return EpollServerDomainSocketChannel.class;
        }
        return this == EPOLL ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
    }

    /** The class of a connecting channel. */
    public Class<? extends Channel> channel(Address address) {
        if (address.isUnix()) {
            requireUnix();
            return EpollDomainSocketChannel.class;
        }
        return this == EPOLL ? EpollSocketChannel.class : NioSocketChannel.class;
    }

    private void requireUnix() {
        if (this != EPOLL) {
            throw new IllegalArgumentException(
                    "unix sockets need Netty's native transport, which this machine cannot load: use HOST:PORT");
        }
    }
}
