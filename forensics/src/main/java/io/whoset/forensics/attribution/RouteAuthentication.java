package io.whoset.forensics.attribution;

import java.util.concurrent.atomic.AtomicReference;

/**
 * Whether a route's server demands ASCII authentication (memcached {@code -Y}), where a {@code set} carries user and password. Configured, or
 * learnt from what the server answers to anybody.
 *
 * <pre>
 *   UNKNOWN ── a first request that no such server would answer so ──► OPEN
 *      │                                                                │
 *      └──────── CLIENT_ERROR unauthenticated, authentication ──────────┴──► DEMANDED
 * </pre>
 *
 * <p>Safe for many threads: one for all connections of a route.
 */
public final class RouteAuthentication {
    private enum Kind {
        UNKNOWN,
        OPEN,
        DEMANDED
    }

    private final AtomicReference<Kind> kind;

    /** A route whose configuration says that its server demands authentication, or says nothing. */
    public RouteAuthentication(boolean configured) {
        kind = new AtomicReference<>(configured ? Kind.DEMANDED : Kind.UNKNOWN);
    }

    /** A server that demands authentication would have refused this. */
    void onOpen() {
        kind.compareAndSet(Kind.UNKNOWN, Kind.OPEN);
    }

    /** The server refused somebody for want of authentication. */
    void onDemanded() {
        if (kind.get() != Kind.DEMANDED) {
            kind.set(Kind.DEMANDED);
        }
    }

    boolean isUnknown() {
        return kind.get() == Kind.UNKNOWN;
    }

    boolean isDemanded() {
        return kind.get() == Kind.DEMANDED;
    }
}
