package io.whoset.app.config;

/**
 * One listener bound to exactly one memcached.
 *
 * <p>Immutable.
 *
 * @param name its name in log, page and metrics
 * @param listen {@code HOST:PORT} or {@code unix:/path}
 * @param upstream {@code HOST:PORT}, {@code unix:/path} or {@code embedded}
 * @param asciiAuth the server demands ASCII authentication: the payload of each connection's first {@code set} is withheld
 */
public record RouteConfig(String name, String listen, String upstream, boolean asciiAuth) {}
