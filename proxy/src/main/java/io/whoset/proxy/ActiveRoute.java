package io.whoset.proxy;

import io.whoset.proxy.listen.RouteListener;
import io.whoset.proxy.relay.Connections;
import io.whoset.proxy.tap.AuditTaps;
import java.net.SocketAddress;

/** A route that is open. Safe for many threads. */
public final class ActiveRoute {
    private final Route route;
    private final RouteListener listener;
    private final RouteCounters counters;
    private final Connections connections;
    private final AuditTaps taps;

    ActiveRoute(Route route, RouteListener listener, RouteCounters counters, Connections connections, AuditTaps taps) {
        this.route = route;
        this.listener = listener;
        this.counters = counters;
        this.connections = connections;
        this.taps = taps;
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
