package io.whoset.benchmarks.compare;

import io.whoset.audit.Audit;
import io.whoset.audit.AuditSettings;
import io.whoset.audit.OverflowPolicy;
import io.whoset.audit.log.AuditDirException;
import io.whoset.forensics.attribution.AssemblerSettings;
import io.whoset.forensics.attribution.WriterNames;
import io.whoset.forensics.record.TimeSource;
import io.whoset.protocol.WireLimits;
import io.whoset.proxy.BindFailure;
import io.whoset.proxy.ProxyServer;
import io.whoset.proxy.ProxySettings;
import io.whoset.proxy.Route;
import io.whoset.proxy.RouteCounters;
import io.whoset.proxy.header.SendProxy;
import io.whoset.proxy.listen.ClientStages;
import io.whoset.proxy.listen.RouteListener;
import io.whoset.proxy.net.Address;
import io.whoset.proxy.net.Lookup;
import io.whoset.proxy.net.Transport;
import io.whoset.proxy.relay.Connections;
import io.whoset.proxy.relay.RelayContext;
import io.whoset.proxy.relay.UpstreamConnector;
import io.whoset.proxy.relay.UpstreamSpeech;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A process with some of whoset's parts, as the product has no switch for less: its relay alone, or relay, parser, digest and writer log without
 * judgement and store.
 */
final class PartsMain {
    private static final int QUEUE_EVENTS = 1 << 16;
    private static final long ROLL_BYTES = 256L << 20;
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final Transport transport;
    private final TimeSource time = new MachineTime();
    private final Address upstream;
    private final int ioThreads;

    private PartsMain(Address upstream, int ioThreads, Transport transport) {
        this.transport = transport;
        this.upstream = upstream;
        this.ioThreads = ioThreads;
    }

    /** {@code RELAY|ATTRIBUTION HOST:PORT AUDIT_DIR IO_THREADS [TRANSPORT]}. Ends at SIGTERM. */
    public static void main(String[] args) throws IOException, BindFailure, AuditDirException {
        Transport transport = args.length > 4 ? Transport.valueOf(args[4]) : Transport.best();
        PartsMain parts = new PartsMain(Address.parse(args[1]), Integer.parseInt(args[3]), transport);
        SocketAddress listening =
                Mode.Kind.valueOf(args[0]) == Mode.Kind.RELAY ? parts.relay() : parts.attribution(Path.of(args[2]));
        System.out.println("listening  127.0.0.1:" + ((InetSocketAddress) listening).getPort() + " -> " + args[1]
                + " over " + parts.transport);
    }

    private SocketAddress relay() throws IOException {
        Lookup lookup = new Lookup(upstream, Lookup.Resolver.SYSTEM, Runnable::run);
        RouteCounters counters = new RouteCounters();
        UpstreamConnector way = new UpstreamConnector(
                "bench", upstream, lookup, new UpstreamSpeech(SendProxy.OFF, null), transport, counters, null, time);
        RelayContext context = new RelayContext(way, client -> new NoTap(), counters, new Connections());
        ClientStages stages = new ClientStages(context, "bench", false, null, null, time);
        return RouteListener.open(
                        new Address("127.0.0.1", 0),
                        null,
                        transport,
                        transport.newLoops(ioThreads, "whoset-io"),
                        stages)
                .localAddress();
    }

    private SocketAddress attribution(Path dir) throws BindFailure, AuditDirException {
        AuditSettings settings =
                new AuditSettings(dir, QUEUE_EVENTS, OverflowPolicy.BRAKE, ROLL_BYTES, Duration.ofDays(1), 0);
        Audit audit = Audit.open(settings, new NoJudge(), time, Map.of());
        Route route = new Route("bench", new Address("127.0.0.1", 0), upstream, AssemblerSettings.DEFAULT);
        ProxySettings proxySettings =
                new ProxySettings(List.of(route), WireLimits.DEFAULT, new WriterNames(Map.of()), ioThreads);
        ProxyServer proxy = ProxyServer.start(proxySettings, transport, audit.sink(), time);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            proxy.close(GRACE);
            audit.close();
        }));
        return proxy.routes().get(0).localAddress();
    }
}
