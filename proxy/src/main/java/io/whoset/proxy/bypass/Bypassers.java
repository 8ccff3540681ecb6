package io.whoset.proxy.bypass;

import io.netty.util.NetUtil;
import io.whoset.proxy.count.OwnEnds;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Who is connected to the server and is not whoset: {@code stats conns} says {@code STAT 30:addr tcp:10.0.0.7:54321} of each connection.
 *
 * <p>Addresses that are translated between whoset and the server say nothing; whoset's own question shows whether they are.
 *
 * <p><b>Units, bounds</b> the first {@value #MOST} are named.
 *
 * <p>Confined to the thread that checks.
 */
final class Bypassers {
    private static final int MOST = 20;
    private static final int MOST_LISTED = 1 << 16;
    private static final long LATE_MILLIS = 200;

    private final ServerStats server;
    private final OwnEnds own;

    Bypassers(ServerStats server, OwnEnds own) {
        this.server = server;
        this.own = own;
    }

    /** Their addresses {@code ip:port}; empty where that cannot be told. */
    List<String> ask() throws IOException, InterruptedException {
        Listing listing = new Listing();
        SocketAddress asker = server.ask("stats conns", listing);
        if (!(asker instanceof InetSocketAddress end) || !listing.peers.contains(end)) {
            return List.of();
        }
        if (strangers(listing).isEmpty()) {
            return List.of();
        }
        // the server lists a connection of whoset's own, the question's among them, before its event loop has told of
        // it
        TimeUnit.MILLISECONDS.sleep(LATE_MILLIS);
        return strangers(listing);
    }

    private List<String> strangers(Listing listing) {
        Set<SocketAddress> ours = own.known();
        return listing.peers.stream()
                .filter(peer -> !ours.contains(peer))
                .limit(MOST)
                .map(NetUtil::toSocketAddressString)
                .toList();
    }

    /** The lines of one answer, {@code addr} before {@code state}. */
    static final class Listing implements BiConsumer<String, String> {
        final Set<InetSocketAddress> peers = new LinkedHashSet<>();
        private @Nullable InetSocketAddress last;

        @Override
        public void accept(String name, String value) {
            InetSocketAddress peer = last;
            if (name.endsWith(":addr")) {
                last = peer(value);
            } else if (name.endsWith(":state")
                    && peer != null
                    && !value.equals("conn_listening")
                    && peers.size() < MOST_LISTED) {
                peers.add(peer);
            }
        }
    }

    /** {@code tcp:127.0.0.1:54321}, {@code tcp6:[::1]:54321}; null for what is no TCP. */
    static @Nullable InetSocketAddress peer(String text) {
        int scheme = text.indexOf(':');
        int port = text.lastIndexOf(':');
        if (!text.startsWith("tcp")
                || port <= scheme
                || !text.substring(port + 1).matches("\\d{1,5}")) {
            return null;
        }
        String host = text.substring(scheme + 1, port).replaceAll("^\\[|\\]$", "");
        InetAddress ip = NetUtil.createInetAddressFromIpAddressString(host);
        int number = Integer.parseInt(text.substring(port + 1));
        return ip == null || ip.isAnyLocalAddress() || number > 65_535 ? null : new InetSocketAddress(ip, number);
    }
}
