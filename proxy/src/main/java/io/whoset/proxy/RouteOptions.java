package io.whoset.proxy;

import io.whoset.proxy.header.SendProxy;
import io.whoset.proxy.tls.ServerTls;
import io.whoset.proxy.tls.UpstreamTls;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a route's connections are beyond plain ones.
 *
 * <p>Immutable.
 *
 * @param acceptProxy whether every client connection begins with a PROXY header, whose address is then the peer
 * @param sendProxy which PROXY header the server gets
 * @param socketMode permissions of a unix listener's socket file; null for what the process' umask says
 * @param tls TLS towards clients; null for none
 * @param upstreamTls TLS towards the server; null for none
 * @param bypassCheck whether the server is asked for its counters, to find writes that do not pass here
 */
public record RouteOptions(
        boolean acceptProxy,
        SendProxy sendProxy,
        @Nullable Set<PosixFilePermission> socketMode,
        @Nullable ServerTls tls,
        @Nullable UpstreamTls upstreamTls,
        boolean bypassCheck) {
    /** Plain connections. */
    public static final RouteOptions PLAIN = new RouteOptions(false, SendProxy.OFF, null, null, null);

    /** Without a bypass check. */
    public RouteOptions(
            boolean acceptProxy,
            SendProxy sendProxy,
            @Nullable Set<PosixFilePermission> socketMode,
            @Nullable ServerTls tls,
            @Nullable UpstreamTls upstreamTls) {
        this(acceptProxy, sendProxy, socketMode, tls, upstreamTls, false);
    }

    /** Copies the permissions. */
    public RouteOptions {
        socketMode = socketMode == null ? null : Set.copyOf(socketMode);
    }
}
