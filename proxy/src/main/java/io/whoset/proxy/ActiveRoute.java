package io.whoset.proxy;

import io.whoset.proxy.bypass.BypassCheck;
import io.whoset.proxy.listen.RouteListener;
import io.whoset.proxy.net.Dialer;
import io.whoset.proxy.relay.Connections;
import io.whoset.proxy.tap.AuditTaps;
import io.whoset.proxy.tls.ServerContext;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/** A route that is open. Safe for many threads. */
public final class ActiveRoute {
    private final Route route;
    private final RouteListener listener;
    private final RouteCounters counters;
    private final Connections connections;
    private final AuditTaps taps;
    private final @Nullable ServerContext tls;
    private final Dialer dialer;
    private final @Nullable BypassCheck bypass;

    ActiveRoute(
            Route route,
            RouteListener listener,
            RouteCounters counters,
            Connections connections,
            AuditTaps taps,
            @Nullable ServerContext tls,
            Dialer dialer,
            @Nullable BypassCheck bypass) {
        this.route = route;
        this.listener = listener;
        this.counters = counters;
        this.connections = connections;
        this.taps = taps;
        this.tls = tls;
        this.dialer = dialer;
        this.bypass = bypass;
    }

    /** What it was configured as. */
    public Route route() {
        return route;
    }

    /** Where it really listens. */
    public SocketAddress localAddress() {
        return listener.localAddress();
    }

    /** What happened on it. */
    public RouteCounters counters() {
        return counters;
    }

    /** TLS towards its clients, null for none. */
    public @Nullable ServerContext tls() {
        return tls;
    }

    /** Opens connections of whoset's own. */
    public Dialer dialer() {
        return dialer;
    }

    /** Looks for writes around whoset; null where it is not asked for, or another route to the same server does. */
    public @Nullable BypassCheck bypass() {
        return bypass;
    }

    RouteListener listener() {
        return listener;
    }

    Connections connections() {
        return connections;
    }

    AuditTaps taps() {
        return taps;
    }
}
