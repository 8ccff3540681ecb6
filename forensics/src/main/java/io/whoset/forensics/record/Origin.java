package io.whoset.forensics.record;

/**
 * Where a connection's writes come from; one instance a connection.
 *
 * <p>Immutable.
 *
 * @param route name of the route
 * @param upstream the server's {@code host:port} or {@code unix:/path}
 * @param peer the client end: {@code ip:port} or {@code unix:pid=PID}
 * @param writer who the peer is, stable over reconnects
 * @param conn number of the connection in this process, from 1
 */
public record Origin(String route, String upstream, String peer, String writer, long conn) {}
