package io.whoset.proxy;

import io.netty.channel.EventLoopGroup;
import io.whoset.forensics.record.RecordSink;
import io.whoset.forensics.record.TimeSource;
import io.whoset.proxy.bypass.BypassCheck;
import io.whoset.proxy.count.Passage;
import io.whoset.proxy.identity.Origins;
import io.whoset.proxy.identity.ResolvedNames;
import io.whoset.proxy.listen.ClientStages;
import io.whoset.proxy.listen.NameGates;
import io.whoset.proxy.listen.RouteListener;
import io.whoset.proxy.net.Dialer;
import io.whoset.proxy.net.Lookup;
import io.whoset.proxy.net.Transport;
import io.whoset.proxy.procfs.PeerProcesses;
import io.whoset.proxy.relay.Connections;
import io.whoset.proxy.relay.RelayContext;
import io.whoset.proxy.relay.UpstreamConnector;
import io.whoset.proxy.relay.UpstreamSpeech;
import io.whoset.proxy.tap.AuditTaps;
import io.whoset.proxy.tap.PendingBudget;
import io.whoset.proxy.tls.ReloadingContext;
import io.whoset.proxy.tls.ServerContext;
import io.whoset.proxy.tls.ServerTls;
import io.whoset.proxy.tls.TlsFileException;
import io.whoset.proxy.tls.UpstreamContext;
import io.whoset.proxy.tls.UpstreamTls;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All routes of a process. Started and closed by one thread; the rest is safe for many. */
public final class ProxyServer {
    private static final long LOOK_EVERY_MILLIS = 20;
    private static final Duration HAND_OVER = Duration.ofSeconds(5);
    private static final Logger log = LoggerFactory.getLogger(ProxyServer.class);

    private final EventLoopGroup loops;
    private final TimeSource time;
    private final List<ActiveRoute> routes = new ArrayList<>();
    private final AtomicLong lastConn = new AtomicLong();
    private final List<ReloadingContext<?>> tlsFiles = new ArrayList<>();
    private final ExecutorService lookups = Executors.newCachedThreadPool(ProxyServer::lookupThread);
    private final PendingBudget budget;
    private final PeerCounters peerCounters = new PeerCounters();
    private final @Nullable PeerProcesses processes;
    private final @Nullable ResolvedNames names;

    private ProxyServer(EventLoopGroup loops, PeerSettings peers, TimeSource time, PendingBudget budget) {
        this.budget = budget;
        this.loops = loops;
        this.time = time;
        this.processes = peers.proc() == null ? null : PeerProcesses.start(peers.proc(), peerCounters, time);
        this.names =
                peers.names() == null ? null : new ResolvedNames(peers.names(), ResolvedNames.WAIT, peerCounters, time);
    }

    /**
     * Opens every route, or none.
     *
     * @throws BindFailure where a listener cannot be opened, naming route and address
     */
    public static ProxyServer start(ProxySettings settings, Transport transport, RecordSink sink, TimeSource time)
            throws BindFailure {
        return start(settings, transport, sink, time, PendingBudget.ofHeap());
    }

    /** The same with a budget of its own for requests that wait. */
    static ProxyServer start(
            ProxySettings settings, Transport transport, RecordSink sink, TimeSource time, PendingBudget budget)
            throws BindFailure {
        EventLoopGroup loops = newLoops(settings, transport);
        ProxyServer server = new ProxyServer(loops, settings.peers(), time, budget);
        try {
            Passages passages = new Passages(settings.routes(), sink, time);
            for (Route route : settings.routes()) {
                server.open(route, settings, transport, sink, passages);
            }
            return server;
        } catch (BindFailure failure) {
            server.close(Duration.ZERO);
            throw failure;
        }
    }

    private static EventLoopGroup newLoops(ProxySettings settings, Transport transport) throws BindFailure {
        try {
            return transport.newLoops(settings.ioThreads(), "whoset-io");
        } catch (RuntimeException e) {
            throw new BindFailure(
                    "event loops over " + transport.word() + " cannot be made (" + e.getMessage()
                            + "): allow more descriptors, or name another way in limits.transport",
                    e);
        }
    }

    private void open(Route route, ProxySettings settings, Transport transport, RecordSink sink, Passages passages)
            throws BindFailure {
        RouteCounters counters = new RouteCounters();
        Connections connections = new Connections();
        Origins origins = new Origins(route.name(), route.upstream().toString(), settings.names(), processes, lastConn);
        Passage passage = passages.of(route);
        AuditTaps taps = new AuditTaps(
                origins,
                settings.limits(),
                route.settings(),
                settings.exposure(),
                sink,
                time,
                counters,
                budget,
                passage == null ? null : passage.writes());
        try {
            UpstreamConnector way = upstream(route, settings, transport, counters, passage);
            RelayContext context = new RelayContext(way, taps, counters, connections);
            ServerContext tls = serverTls(route);
            NameGates gates = names == null ? null : new NameGates(settings.names(), names);
            ClientStages stages =
                    new ClientStages(context, route.name(), route.options().acceptProxy(), tls, gates, time);
            RouteListener listener =
                    RouteListener.open(route.listen(), route.options().socketMode(), transport, loops, stages);
            Dialer dialer = new Dialer(transport, loops);
            routes.add(new ActiveRoute(
                    route, listener, counters, connections, taps, tls, dialer, passages.check(route, way, dialer)));
        } catch (IOException e) {
            throw new BindFailure(
                    "route " + route.name() + " cannot listen on " + route.listen() + " (" + e.getMessage()
                            + "): end what uses it or give another --listen address",
                    e);
        } catch (TlsFileException e) {
            throw new BindFailure("route " + route.name() + ", " + e.key() + ": " + e.getMessage(), e);
        }
    }

    private UpstreamConnector upstream(
            Route route, ProxySettings settings, Transport transport, RouteCounters counters, @Nullable Passage passage)
            throws TlsFileException {
        UpstreamTls files = route.options().upstreamTls();
        UpstreamContext tls = files == null ? null : new UpstreamContext(route.name(), files, route.upstream());
        if (tls != null) {
            tlsFiles.add(tls.files());
        }
        return new UpstreamConnector(
                route.name(),
                route.upstream(),
                new Lookup(route.upstream(), settings.resolver(), lookups),
                new UpstreamSpeech(route.options().sendProxy(), tls),
                transport,
                counters,
                passage == null ? null : passage.ends(),
                time);
    }

    private @Nullable ServerContext serverTls(Route route) throws TlsFileException {
        ServerTls files = route.options().tls();
        ServerContext tls = files == null ? null : new ServerContext(route.name(), files);
        if (tls != null) {
            tlsFiles.add(tls.files());
        }
        return tls;
    }

    /** The TLS files of all routes, empty where there are none. */
    public List<ReloadingContext<?>> tlsFiles() {
        return List.copyOf(tlsFiles);
    }

    /** At most one a route is ever busy. */
    private static Thread lookupThread(Runnable task) {
        Thread thread = new Thread(task, "whoset-lookup");
        thread.setDaemon(true);
        return thread;
    }

    /** The bypass checks of all routes, empty where none is asked for. */
    public List<BypassCheck> bypassChecks() {
        return routes.stream()
                .map(ActiveRoute::bypass)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .toList();
    }

    /** The routes, in the order of the configuration. */
    public List<ActiveRoute> routes() {
        return List.copyOf(routes);
    }

    /** What could not be learnt of peers. */
    public PeerCounters peerCounters() {
        return peerCounters;
    }

    /** Accepts no more, lets requests in flight finish for so long, closes every connection and hands over what they still had to say. */
    public void close(Duration grace) {
        routes.forEach(route -> route.listener().close());
        await(grace, () -> {
            routes.forEach(route -> route.connections().closeIdle());
            return routes.stream().allMatch(route -> route.connections().size() == 0);
        });
        routes.forEach(route -> route.connections().closeAll());
        if (!await(
                HAND_OVER, () -> routes.stream().allMatch(route -> route.taps().unfinished() == 0))) {
            log.atError()
                    .log("some connections could not hand over their last writes to the audit: the log may lack them");
        }
        lookups.shutdownNow();
        if (processes != null) {
            processes.close();
        }
        if (names != null) {
            names.close();
        }
        loops.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    private boolean await(Duration limit, BooleanSupplier done) {
        long end = time.nanos() + limit.toNanos();
        boolean isDone = done.getAsBoolean();
        while (!isDone && time.nanos() - end < 0) {
            try {
                TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
            isDone = done.getAsBoolean();
        }
        return isDone;
    }
}
