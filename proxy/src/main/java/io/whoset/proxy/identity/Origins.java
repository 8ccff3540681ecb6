package io.whoset.proxy.identity;

import io.netty.channel.Channel;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.channel.unix.PeerCredentials;
import io.whoset.forensics.attribution.WriterNames;
import io.whoset.forensics.record.Origin;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicLong;

/** Numbers the connections of a process and says who is at their other end. Safe for many threads. */
public final class Origins {
    private final String route;
    private final String upstream;
    private final WriterNames names;
    private final AtomicLong lastConn;

    /** The origins of one route; the counter of connections is the process's. */
    public Origins(String route, String upstream, WriterNames names, AtomicLong lastConn) {
        this.route = route;
        this.upstream = upstream;
        this.names = names;
        this.lastConn = lastConn;
    }

    /** Where this connection's writes come from. */
    public Origin of(Channel client) {
        long conn = lastConn.incrementAndGet();
        if (client.remoteAddress() instanceof InetSocketAddress remote) {
            String ip = remote.getAddress().getHostAddress();
            String host = remote.getAddress() instanceof Inet6Address ? "[" + ip + "]" : ip;
            return new Origin(
                    route, upstream, host + ":" + remote.getPort(), names.writerAt(remote.getAddress()), conn);
        }
        String process = "unix:pid=" + pid(client);
        return new Origin(route, upstream, process, process, conn);
    }

    private static String pid(Channel client) {
        try {
            PeerCredentials credentials =
                    client instanceof EpollDomainSocketChannel unix ? unix.peerCredentials() : null;
            return credentials == null ? "unknown" : String.valueOf(credentials.pid());
        } catch (IOException e) {
            return "unknown";
        }
    }
}
