package io.whoset.app.config;

import io.whoset.proxy.RouteOptions;

/**
 * One listener bound to exactly one memcached.
 *
 * <p>Immutable.
 *
 * @param name its name in log, page and metrics
 * @param listen {@code HOST:PORT} or {@code unix:/path}
 * @param upstream {@code HOST:PORT}, {@code unix:/path} or {@code embedded}
 * @param asciiAuth the server demands ASCII authentication: the payload of each connection's first {@code set} is withheld
 * @param options PROXY headers, TLS, socket file
 */
public record RouteConfig(String name, String listen, String upstream, boolean asciiAuth, RouteOptions options) {
    /** Plain connections. */
    public RouteConfig(String name, String listen, String upstream, boolean asciiAuth) {
        this(name, listen, upstream, asciiAuth, RouteOptions.PLAIN);
    }
}
