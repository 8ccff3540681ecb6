package io.whoset.forensics.evidence;

import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Puts the segments of a capture together to streams. The server's end is the one with a port of memcached, or the one that was connected to.
 *
 * <p><b>Units, bounds</b> at most 100,000 connections at once, 256 segments out of order in each direction; what did not come by then is missing.
 *
 * <p>Confined to one thread.
 */
final class TcpStreams {
    private static final int MAX_CONNECTIONS = 100_000;

    private final Traffic traffic;
    private final Set<Integer> ports;
    private final int maxConnections;
    private final Set<InetSocketAddress> servers = new HashSet<>();
    private final Map<Pair, Connection> connections = new LinkedHashMap<>();
    private long lastConn;

    TcpStreams(Traffic traffic, Set<Integer> ports) {
        this(traffic, ports, MAX_CONNECTIONS);
    }

    TcpStreams(Traffic traffic, Set<Integer> ports, int maxConnections) {
        this.traffic = traffic;
        this.ports = Set.copyOf(ports);
        this.maxConnections = maxConnections;
    }

    /** Client and server. */
    private record Pair(InetSocketAddress client, InetSocketAddress server) {}

    /** Both directions of one connection. */
    private final class Connection {
        private final Stream fromClient;
        private final Stream fromServer;
        private final long conn;

        Connection(long conn) {
            this.conn = conn;
            fromClient = new Stream(traffic, conn, true);
            fromServer = new Stream(traffic, conn, false);
        }
    }

    void add(Segment segment) {
        Boolean toServer = direction(segment);
        if (toServer == null) {
            return;
        }
        Pair pair =
                toServer ? new Pair(segment.source(), segment.target()) : new Pair(segment.target(), segment.source());
        if (segment.has(Segment.SYN) && !segment.has(Segment.ACK)) {
            end(pair, segment.tsMicros());
        }
        Connection connection = connections.get(pair);
        if (connection == null) {
            connection = open(pair, segment.tsMicros());
            connections.put(pair, connection);
        }
        Stream stream = toServer ? connection.fromClient : connection.fromServer;
        Stream other = toServer ? connection.fromServer : connection.fromClient;
        if (segment.has(Segment.ACK) && segment.payload().length > 0) {
            other.acknowledge(segment.acknowledged(), segment.tsMicros());
        }
        stream.add(segment);
        if (segment.has(Segment.RST) || (connection.fromClient.isOver() && connection.fromServer.isOver())) {
            end(pair, segment.tsMicros());
        }
    }

    private @Nullable Boolean direction(Segment segment) {
        if (segment.has(Segment.SYN) && ports.isEmpty()) {
            servers.add(segment.has(Segment.ACK) ? segment.source() : segment.target());
        }
        if (ports.contains(segment.target().getPort()) || servers.contains(segment.target())) {
            return true;
        }
        boolean fromServer = ports.contains(segment.source().getPort()) || servers.contains(segment.source());
        return fromServer ? Boolean.FALSE : null;
    }

    /** A new connection; where there is no room for it, the oldest is given up at this time. */
    private Connection open(Pair pair, long tsMicros) {
        if (connections.size() >= maxConnections) {
            end(connections.keySet().iterator().next(), tsMicros);
        }
        Connection connection = new Connection(++lastConn);
        String server = pair.server().getAddress().getHostAddress() + ":"
                + pair.server().getPort();
        traffic.onOpen(connection.conn, new Ends(pair.client(), "", server));
        return connection;
    }

    /** The capture is over, and with it every connection. */
    void close() {
        while (!connections.isEmpty()) {
            end(connections.keySet().iterator().next(), 0);
        }
    }

    private void end(Pair pair, long tsMicros) {
        Connection connection = connections.remove(pair);
        if (connection != null) {
            connection.fromClient.flush(tsMicros);
            connection.fromServer.flush(tsMicros);
            traffic.onEnd(connection.conn, tsMicros);
        }
    }

    /** One direction: gives bytes in order. */
    private static final class Stream {
        private static final int MAX_WAITING = 256;

        private final Traffic traffic;
        private final long conn;
        private final boolean fromClient;
        private final Map<Integer, Segment> waiting = new HashMap<>();
        private boolean begun;
        private int next;
        private boolean over;

        Stream(Traffic traffic, long conn, boolean fromClient) {
            this.traffic = traffic;
            this.conn = conn;
            this.fromClient = fromClient;
        }

        boolean isOver() {
            return over;
        }

        void add(Segment segment) {
            if (segment.has(Segment.SYN)) {
                begun = true;
                next = segment.sequence() + 1;
            } else if (!begun && length(segment) > 0) {
                begun = true;
                next = segment.sequence();
            }
            if (length(segment) > 0) {
                offer(segment);
            }
            over |= segment.has(Segment.FIN);
        }

        private static int length(Segment segment) {
            return segment.payload().length + segment.cutBytes();
        }

        private void offer(Segment segment) {
            int ahead = segment.sequence() - next;
            if (ahead > 0) {
                waiting.putIfAbsent(segment.sequence(), segment);
                if (waiting.size() > MAX_WAITING) {
                    flush(segment.tsMicros());
                }
                return;
            }
            give(segment, -ahead);
            for (Segment following = waiting.remove(next); following != null; following = waiting.remove(next)) {
                give(following, 0);
            }
        }

        /** Gives a segment but for so many bytes at its begin that came before. */
        private void give(Segment segment, int known) {
            if (known >= length(segment)) {
                return;
            }
            byte[] payload = segment.payload();
            if (known < payload.length) {
                traffic.onBytes(
                        conn, fromClient, Arrays.copyOfRange(payload, known, payload.length), segment.tsMicros());
            }
            int missing = length(segment) - Math.max(known, payload.length);
            if (missing > 0) {
                traffic.onMissing(conn, fromClient, missing, segment.tsMicros());
            }
            next = segment.sequence() + length(segment);
        }

        /** The other end answers and has all before this: what was not captured of it will not come any more. */
        void acknowledge(int upTo, long tsMicros) {
            int end = over ? upTo - 1 : upTo;
            while (begun && !waiting.isEmpty() && nearest().sequence() - end < 0) {
                giveNearest(tsMicros);
            }
            if (begun && end - next > 0) {
                traffic.onMissing(conn, fromClient, end - next, tsMicros);
                next = end;
            }
        }

        private Segment nearest() {
            return waiting.values().stream()
                    .min((a, b) -> Integer.compare(a.sequence() - next, b.sequence() - next))
                    .orElseThrow();
        }

        /** Gives what waits for segments that will not come; they are missing. */
        void flush(long tsMicros) {
            while (!waiting.isEmpty()) {
                giveNearest(tsMicros);
            }
        }

        private void giveNearest(long tsMicros) {
            Segment nearest = nearest();
            waiting.remove(nearest.sequence());
            int ahead = nearest.sequence() - next;
            if (ahead > 0) {
                traffic.onMissing(conn, fromClient, ahead, tsMicros);
                next = nearest.sequence();
            }
            give(nearest, Math.max(0, -ahead));
        }
    }
}
