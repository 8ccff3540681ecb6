package io.whoset.proxy;

import io.whoset.forensics.attribution.WriterNames;
import io.whoset.protocol.WireLimits;
import java.util.List;

/**
 * What a proxy is started with.
 *
 * <p>Immutable.
 *
 * @param routes at least one
 * @param limits what a connection may cost
 * @param names writers by address
 * @param ioThreads event loops, 0 for one a core
 */
public record ProxySettings(List<Route> routes, WireLimits limits, WriterNames names, int ioThreads) {
    /** Copies the routes. */
    public ProxySettings {
        routes = List.copyOf(routes);
    }
}
