package io.whoset.proxy;

import io.whoset.forensics.attribution.AssemblerSettings;
import io.whoset.proxy.net.Address;

/**
 * One listener bound to exactly one memcached.
 *
 * <p>Immutable.
 *
 * @param name its name in log, page and metrics
 * @param listen where clients connect
 * @param upstream the memcached behind it
 * @param settings what is kept of payloads
 * @param options PROXY headers, TLS, socket file
 */
public record Route(String name, Address listen, Address upstream, AssemblerSettings settings, RouteOptions options) {
    /** A route of plain connections. */
    public Route(String name, Address listen, Address upstream, AssemblerSettings settings) {
        this(name, listen, upstream, settings, RouteOptions.PLAIN);
    }
}
