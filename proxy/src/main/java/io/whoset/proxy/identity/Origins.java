package io.whoset.proxy.identity;

import io.netty.channel.Channel;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.channel.unix.PeerCredentials;
import io.whoset.forensics.attribution.PeerName;
import io.whoset.forensics.attribution.WriterNames;
import io.whoset.forensics.record.Origin;
import io.whoset.forensics.record.PeerProcess;
import io.whoset.proxy.procfs.PeerProcesses;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Numbers the connections of a process and says who is at their other end. Safe for many threads. */
public final class Origins {
    private final String route;
    private final String upstream;
    private final WriterNames names;
    private final @Nullable PeerProcesses processes;
    private final AtomicLong lastConn;

    /** The origins of one route; the counter of connections is the process's. Nobody looks for processes where nothing is given to do so. */
    public Origins(
            String route, String upstream, WriterNames names, @Nullable PeerProcesses processes, AtomicLong lastConn) {
        this.route = route;
        this.upstream = upstream;
        this.names = names;
        this.processes = processes;
        this.lastConn = lastConn;
    }

    /** Where this connection's writes come from. */
    public Origin of(Channel client) {
        long conn = lastConn.incrementAndGet();
        String certified = ClientEnds.certificateName(client);
        if (ClientEnds.source(client) instanceof InetSocketAddress remote) {
            String writer = certified == null ? writerAt(remote.getAddress(), client) : certified;
            return new Origin(route, upstream, PeerName.of(remote), writer, conn, processBehind(client));
        }
        int pid = pid(client);
        String process = PeerName.ofProcess(pid);
        PeerProcess found = processes == null ? PeerProcess.NONE : processes.of(pid);
        return new Origin(route, upstream, process, certified == null ? process : certified, conn, found);
    }

    private String writerAt(InetAddress address, Channel client) {
        String name = names.nameAt(address);
        String resolved = name == null ? ClientEnds.resolvedName(client) : name;
        return resolved == null ? PeerName.ip(address) : resolved;
    }

    /** A client that a PROXY header named is elsewhere: the socket's process is the balancer. */
    private PeerProcess processBehind(Channel client) {
        return processes == null || ClientEnds.isNamed(client)
                ? PeerProcess.NONE
                : processes.behind(client.remoteAddress(), client.localAddress());
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
