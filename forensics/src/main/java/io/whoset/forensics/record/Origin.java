package io.whoset.forensics.record;

/**
 * Where a connection's writes come from; one instance a connection.
 *
 * <p>Immutable, but for the process, which is found while the connection is in use.
 *
 * @param route name of the route
 * @param upstream the server's {@code host:port} or {@code unix:/path}
 * @param peer the client end: {@code ip:port} or {@code unix:pid=PID}
 * @param writer who the peer is, stable over reconnects
 * @param conn number of the connection in this process, from 1
 * @param process the process at the client end, where it is on this machine
 */
public record Origin(String route, String upstream, String peer, String writer, long conn, PeerProcess process) {
    /** One whose process nobody looks for. */
    public Origin(String route, String upstream, String peer, String writer, long conn) {
        this(route, upstream, peer, writer, conn, PeerProcess.NONE);
    }
}
