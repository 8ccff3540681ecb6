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
import io.netty.channel.uring.IoUring;
import io.netty.channel.uring.IoUringIoHandler;
import io.netty.channel.uring.IoUringServerSocketChannel;
import io.netty.channel.uring.IoUringSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The way to the kernel: io_uring where the kernel lets it be used and all is TCP, else epoll, both through Netty's native libraries; else the JDK's selector, which
 * knows no unix sockets here.
 *
 * <p>Immutable. <b>Source</b> docs/decisions/0012-io-uring.md.
 */
public enum Transport {
    /** Linux' io_uring, for TCP alone: replies to a client on a unix socket that half-closed were lost with it. */
    IO_URING,
    /** Linux' epoll. */
    EPOLL,
    /** The JDK's. */
    NIO;

    private static final String MULTI_SHOT_ACCEPT = "io.netty.iouring.acceptMultiShotEnabled";

    static {
        // with it Netty asks for a client's address only later: one that was reset by then has none, and its writes no
        // writer
        if (System.getProperty(MULTI_SHOT_ACCEPT) == null) {
            System.setProperty(MULTI_SHOT_ACCEPT, "false");
        }
    }

    /** Its word in configuration and log. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The best that this machine has for TCP. */
    public static Transport best() {
        return best(List.of());
    }

    /** The best that this machine has for connections from and to these addresses. */
    public static Transport best(Collection<Address> addresses) {
        return IO_URING.whyNot(addresses) == null ? IO_URING : Epoll.isAvailable() ? EPOLL : NIO;
    }

    /** Why it cannot be used for these addresses, null where it can. */
    public @Nullable String whyNot(Collection<Address> addresses) {
        boolean isUnix = addresses.stream().anyMatch(Address::isUnix);
        return switch (this) {
            case IO_URING -> isUnix ? "it is used for TCP alone, and a route has a unix socket" : whyNoIoUring();
            case EPOLL -> Epoll.isAvailable() ? null : String.valueOf(Epoll.unavailabilityCause());
            case NIO -> isUnix ? "it knows no unix sockets, and a route has a unix socket" : null;
        };
    }

    /** The multi-shot receive came with Linux 6.0, like what makes the rest of it fast; older kernels gain nothing. */
    private static @Nullable String whyNoIoUring() {
        if (!IoUring.isAvailable()) {
            return String.valueOf(IoUring.unavailabilityCause());
        }
        return IoUring.isRecvMultishotEnabled()
                ? null
                : "the kernel has no multi-shot receive, which came with Linux 6.0";
    }

    /** Event loops; 0 threads means one a core. */
    public EventLoopGroup newLoops(int threads, String name) {
        int count = threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
        IoHandlerFactory way = switch (this) {
            case IO_URING -> IoUringIoHandler.newFactory();
            case EPOLL -> RejoiningIoHandler.newFactory();
            case NIO -> NioIoHandler.newFactory();
        };
        return new MultiThreadIoEventLoopGroup(count, new DefaultThreadFactory(name), TurnTakingIoHandler.of(way));
    }

    /** The class of a listening channel. */
    public Class<? extends ServerChannel> serverChannel(Address address) {
        if (address.isUnix()) {
            requireUnix();
            return EpollServerDomainSocketChannel.class;
        }
        return switch (this) {
            case IO_URING -> IoUringServerSocketChannel.class;
            case EPOLL -> EpollServerSocketChannel.class;
            case NIO -> NioServerSocketChannel.class;
        };
    }

    /** The class of a connecting channel. */
    public Class<? extends Channel> channel(Address address) {
        if (address.isUnix()) {
            requireUnix();
            return EpollDomainSocketChannel.class;
        }
        return switch (this) {
            case IO_URING -> IoUringSocketChannel.class;
            case EPOLL -> EpollSocketChannel.class;
            case NIO -> NioSocketChannel.class;
        };
    }

    private void requireUnix() {
        if (this != EPOLL) {
            throw new IllegalArgumentException(
                    "unix sockets need epoll, which is not what connections go by here: use HOST:PORT");
        }
    }
}
