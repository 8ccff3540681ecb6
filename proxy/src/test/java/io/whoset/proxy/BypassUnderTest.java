package io.whoset.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.whoset.forensics.attribution.AssemblerSettings;
import io.whoset.forensics.attribution.WriterNames;
import io.whoset.forensics.record.TimeSource;
import io.whoset.protocol.WireLimits;
import io.whoset.proxy.bypass.BypassCheck;
import io.whoset.proxy.header.SendProxy;
import io.whoset.proxy.net.Address;
import io.whoset.proxy.net.Transport;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

/** One route with a bypass check, whose ten seconds pass when the test says so. */
final class BypassUnderTest implements AutoCloseable {
    private static final RouteOptions CHECKED = new RouteOptions(false, SendProxy.OFF, null, null, null, true);

    private final CollectingSink sink = new CollectingSink();
    private final AtomicLong ahead = new AtomicLong();
    private final ProxyServer server;

    BypassUnderTest(InetSocketAddress upstream) throws BindFailure {
        this(List.of(route("test", new Address("127.0.0.1", upstream.getPort()), CHECKED)));
    }

    BypassUnderTest(Address upstream, RouteOptions options) throws BindFailure {
        this(List.of(route("test", upstream, options)));
    }

    BypassUnderTest(List<Route> routes) throws BindFailure {
        ProxySettings settings = new ProxySettings(routes, WireLimits.DEFAULT, new WriterNames(Map.of()), 2);
        Transport transport =
                Transport.best(routes.stream().map(Route::upstream).toList());
        server = ProxyServer.start(settings, transport, sink, new Ahead());
    }

    static Route route(String name, Address upstream, RouteOptions options) {
        return new Route(name, new Address("127.0.0.1", 0), upstream, AssemblerSettings.DEFAULT, options);
    }

    static Route checked(String name, InetSocketAddress upstream) {
        return route(name, new Address("127.0.0.1", upstream.getPort()), CHECKED);
    }

    /** The machine's clock, moved on. */
    private final class Ahead implements TimeSource {
        private final TestTime machine = new TestTime();

        @Override
        public long nanos() {
            return machine.nanos() + ahead.get();
        }

        @Override
        public long epochMicros(long nanos) {
            return machine.epochMicros(nanos) + ahead.get() / 1000;
        }
    }

    BypassCheck check() {
        return Objects.requireNonNull(server.routes().get(0).bypass());
    }

    /** One check, ten seconds after the last one; gives the writes found so far. */
    long found() throws InterruptedException {
        check().check();
        ahead.addAndGet(Duration.ofSeconds(10).toNanos());
        return check().counters().writes.sum();
    }

    InetSocketAddress address() {
        return address(0);
    }

    InetSocketAddress address(int route) {
        return (InetSocketAddress) server.routes().get(route).localAddress();
    }

    ProxyServer server() {
        return server;
    }

    CollectingSink sink() {
        return sink;
    }

    /** Waits for a client to be gone, so that nothing of it is in flight. */
    void awaitIdle() {
        org.awaitility.Awaitility.await()
                .until(() -> server.routes().stream()
                        .allMatch(route -> route.counters().open.sum() == 0));
        assertThat(server.routes()).isNotEmpty();
    }

    /** Waits for the audit to have lost its place on a connection. */
    void awaitBlind() {
        org.awaitility.Awaitility.await().until(() -> !sink.gaps().isEmpty());
    }

    @Override
    public void close() {
        server.close(Duration.ofSeconds(2));
    }
}
