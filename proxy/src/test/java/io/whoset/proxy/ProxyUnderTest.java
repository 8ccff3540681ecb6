package io.whoset.proxy;

import static org.awaitility.Awaitility.await;

import io.whoset.forensics.attribution.AssemblerSettings;
import io.whoset.forensics.attribution.WriterNames;
import io.whoset.forensics.exposure.Exposure;
import io.whoset.forensics.record.WriteRecord;
import io.whoset.protocol.WireLimits;
import io.whoset.proxy.net.Address;
import io.whoset.proxy.net.Lookup;
import io.whoset.proxy.net.Transport;
import io.whoset.proxy.tap.PendingBudget;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** One route in front of a server, whose records are kept. */
final class ProxyUnderTest implements AutoCloseable {
    private final CollectingSink sink = new CollectingSink();
    private final ProxyServer server;

    ProxyUnderTest(InetSocketAddress upstream) throws BindFailure {
        this(
                new Address("127.0.0.1", 0),
                new Address("127.0.0.1", upstream.getPort()),
                AssemblerSettings.DEFAULT,
                Transport.best());
    }

    /** With so many requests that may wait for a stopped server. */
    ProxyUnderTest(InetSocketAddress upstream, long mostPending) throws BindFailure {
        Address behind = new Address("127.0.0.1", upstream.getPort());
        Route route = new Route("test", new Address("127.0.0.1", 0), behind, AssemblerSettings.DEFAULT);
        server = start(
                List.of(route),
                Transport.best(),
                Lookup.Resolver.SYSTEM,
                sink,
                new PendingBudget(mostPending),
                PeerSettings.NOTHING);
    }

    ProxyUnderTest(Address listen, Address upstream, AssemblerSettings settings, Transport transport)
            throws BindFailure {
        this(new Route("test", listen, upstream, settings), transport, Lookup.Resolver.SYSTEM);
    }

    ProxyUnderTest(Address upstream, RouteOptions options) throws BindFailure {
        this(new Address("127.0.0.1", 0), upstream, options);
    }

    ProxyUnderTest(Address listen, Address upstream, RouteOptions options) throws BindFailure {
        this(
                new Route("test", listen, upstream, AssemblerSettings.DEFAULT, options),
                Transport.best(List.of(listen, upstream)),
                Lookup.Resolver.SYSTEM);
    }

    ProxyUnderTest(Route route, Transport transport, Lookup.Resolver resolver) throws BindFailure {
        this(List.of(route), transport, resolver);
    }

    ProxyUnderTest(List<Route> routes, Transport transport, Lookup.Resolver resolver) throws BindFailure {
        this(routes, transport, resolver, PeerSettings.NOTHING);
    }

    ProxyUnderTest(List<Route> routes, Transport transport, Lookup.Resolver resolver, PeerSettings peers)
            throws BindFailure {
        server = start(routes, transport, resolver, sink, PendingBudget.ofHeap(), peers);
    }

    private static ProxyServer start(
            List<Route> routes,
            Transport transport,
            Lookup.Resolver resolver,
            CollectingSink sink,
            PendingBudget budget,
            PeerSettings peers)
            throws BindFailure {
        WriterNames names = new WriterNames(Map.of("127.0.1.2", "web-2"));
        ProxySettings settings =
                new ProxySettings(routes, WireLimits.DEFAULT, names, 2, resolver, new Exposure(), peers);
        return ProxyServer.start(settings, transport, sink, new TestTime(), budget);
    }

    InetSocketAddress address() {
        return (InetSocketAddress) server.routes().get(0).localAddress();
    }

    ProxyServer server() {
        return server;
    }

    CollectingSink sink() {
        return sink;
    }

    RouteCounters counters() {
        return server.routes().get(0).counters();
    }

    ActiveRoute route() {
        return server.routes().get(0);
    }

    /** Waits until a counter is beyond a number and grows no more; where it stands then. */
    static long awaitStandstill(LongAdder counter, long beyond, Duration atMost) {
        long[] before = {-1};
        await().atMost(atMost).pollInterval(Duration.ofMillis(300)).until(() -> {
            long now = counter.sum();
            boolean standsStill = now == before[0] && now > beyond;
            before[0] = now;
            return standsStill;
        });
        return before[0];
    }

    /** Waits until all clients are gone, whose writes have then all been handed over. */
    List<WriteRecord> writesOfAll() {
        await().pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .atMost(Duration.ofSeconds(20))
                .until(() -> counters().open.sum() == 0 && route().taps().unfinished() == 0);
        return sink.writes();
    }

    @Override
    public void close() {
        server.close(Duration.ofSeconds(2));
    }
}
