package io.whoset.proxy;

import io.whoset.forensics.attribution.WriterNames;
import io.whoset.forensics.exposure.Exposure;
import io.whoset.protocol.WireLimits;
import io.whoset.proxy.net.Lookup;
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
 * @param resolver looks up the names of upstreams
 * @param exposure is told who asks for keys that hold a bad version
 * @param peers what is asked about peers
 */
public record ProxySettings(
        List<Route> routes,
        WireLimits limits,
        WriterNames names,
        int ioThreads,
        Lookup.Resolver resolver,
        Exposure exposure,
        PeerSettings peers) {
    /** With the machine's own look-up of names, and nobody who asks for readers. */
    public ProxySettings(List<Route> routes, WireLimits limits, WriterNames names, int ioThreads) {
        this(routes, limits, names, ioThreads, Lookup.Resolver.SYSTEM, new Exposure());
    }

    /** Without questions about peers. */
    public ProxySettings(
            List<Route> routes,
            WireLimits limits,
            WriterNames names,
            int ioThreads,
            Lookup.Resolver resolver,
            Exposure exposure) {
        this(routes, limits, names, ioThreads, resolver, exposure, PeerSettings.NOTHING);
    }

    /** Copies the routes. */
    public ProxySettings {
        routes = List.copyOf(routes);
    }
}
