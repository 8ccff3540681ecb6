package io.whoset.proxy.identity;

import io.netty.channel.Channel;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.channel.unix.PeerCredentials;
import io.whoset.forensics.attribution.PeerName;
import io.whoset.forensics.attribution.WriterNames;
import io.whoset.forensics.record.Origin;
import java.io.IOException;
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
        String certified = ClientEnds.certificateName(client);
        if (ClientEnds.source(client) instanceof InetSocketAddress remote) {
            String writer = certified == null ? names.writerAt(remote.getAddress()) : certified;
            return new Origin(route, upstream, PeerName.of(remote), writer, conn);
        }
        String process = PeerName.ofProcess(pid(client));
        return new Origin(route, upstream, process, certified == null ? process : certified, conn);
    }

    private static int pid(Channel client) {
        try {
            PeerCredentials credentials =
                    client instanceof EpollDomainSocketChannel unix ? unix.peerCredentials() : null;
            return credentials == null ? 0 : credentials.pid();
        } catch (IOException e) {
            return 0;
        }
    }
}
