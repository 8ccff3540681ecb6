package io.whoset.app.wiring;

import io.whoset.app.config.AuditConfig;
import io.whoset.app.config.Config;
import io.whoset.app.config.TokenFile;
import io.whoset.audit.Audit;
import io.whoset.audit.AuditSettings;
import io.whoset.audit.OverflowPolicy;
import io.whoset.audit.live.LiveFeed;
import io.whoset.audit.log.AuditDirException;
import io.whoset.audit.log.LogExtract;
import io.whoset.audit.log.Retention;
import io.whoset.forensics.detect.RuleJudge;
import io.whoset.forensics.exposure.Exposure;
import io.whoset.forensics.exposure.WatchedJudge;
import io.whoset.forensics.record.TimeSource;
import io.whoset.proxy.ActiveRoute;
import io.whoset.proxy.BindFailure;
import io.whoset.proxy.ProxyServer;
import io.whoset.proxy.bypass.BypassWatch;
import io.whoset.proxy.net.Address;
import io.whoset.proxy.net.Transport;
import io.whoset.proxy.tls.FileWatch;
import io.whoset.ui.AuditServer;
import io.whoset.ui.AuditServerSettings;
import io.whoset.ui.state.AuditSources;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running whoset: the audit, the routes, the page. Parts start in this order and stop in the opposite one, the audit last, so that no
 * write is without a log.
 *
 * <p>Started and closed by one thread.
 */
public final class Whoset implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Whoset.class);

    private final Deque<Runnable> stops = new ArrayDeque<>();
    private final Audit audit;
    private final ProxyServer proxy;
    private final Exposure exposure = new Exposure();
    private final @Nullable AuditServer page;
    private final String localToken = TokenFile.newToken();
    private boolean closed;

    private Whoset(Config config, @Nullable Path file, Plan plan, TimeSource time)
            throws IOException, AuditDirException {
        Transport transport = plan.transport();
        RuleJudge judge = Engine.judge(config);
        Codecs.prepareAside();
        try {
            audit = Audit.open(
                    auditSettings(config.audit()), new WatchedJudge(judge, exposure), time, plan.startFacts(transport));
            stops.push(audit::close);
            Upstreams upstreams = new Upstreams(transport, time);
            stops.push(upstreams::close);
            proxy = ProxyServer.start(plan.proxySettings(upstreams, exposure), transport, audit.sink(), time);
            stops.push(() -> proxy.close(config.limits().stopGrace()));
            FileWatch tlsFiles = new FileWatch(plan.tlsFiles(proxy.tlsFiles()));
            stops.push(tlsFiles::close);
            readAgainOnSignal(tlsFiles, file == null ? null : new RulesFile(file, judge));
            BypassWatch bypasses = new BypassWatch(proxy.bypassChecks());
            stops.push(bypasses::close);
            page = config.ui().isPresent() ? servePage(plan.page().orElseThrow(), config, time) : null;
            mark(config.audit().dir());
        } catch (IOException | AuditDirException | RuntimeException e) {
            close();
            throw e;
        }
        log.atInfo()
                .addKeyValue("transport", transport)
                .addKeyValue("routes", proxy.routes().size())
                .log("started");
    }

    /**
     * Starts everything, or nothing.
     *
     * @throws io.whoset.app.config.ConfigException where an address, a name or a token cannot be used
     * @throws StartException where a port is taken or the audit directory cannot be written
     */
    public static Whoset start(Config config, TimeSource time) {
        return start(config, null, time);
    }

    /** The same; the user's rules are read again from this file on SIGHUP. */
    public static Whoset start(Config config, @Nullable Path file, TimeSource time) {
        Plan plan = Plan.of(config);
        try {
            return new Whoset(config, file, plan, time);
        } catch (BindFailure | AuditDirException e) {
            throw new StartException(String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new StartException("cannot start: " + e.getMessage(), e);
        }
    }

    private static void readAgainOnSignal(FileWatch tlsFiles, @Nullable RulesFile rules) {
        if (tlsFiles.hasFiles() || rules != null) {
            HangUp.onSignal(() -> {
                tlsFiles.reloadAll();
                if (rules != null) {
                    rules.reload();
                }
            });
        }
    }

    private static AuditSettings auditSettings(AuditConfig config) {
        OverflowPolicy overflow =
                config.overflow() == AuditConfig.Overflow.GAP ? OverflowPolicy.GAP : OverflowPolicy.BRAKE;
        return new AuditSettings(
                config.dir(),
                config.queueEvents(),
                overflow,
                config.rollBytes(),
                config.rollEvery(),
                config.storeMemoryMib(),
                new Retention(config.keepFor(), config.keepBytes()));
    }

    /** Tells {@code whoset who} and {@code tail} of this machine where to ask. */
    private void mark(Path dir) throws IOException {
        if (page != null) {
            stops.push(() -> LiveMark.remove(dir));
            new LiveMark(local(page.plainAddress()), localToken).write(dir);
        }
    }

    private static URI local(InetSocketAddress page) {
        return uri(
                page.getAddress().isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : page.getAddress(),
                page.getPort(),
                "http");
    }

    private static URI uri(InetAddress host, int port, String scheme) {
        return URI.create(scheme + "://" + new Address(host.getHostAddress(), port) + "/");
    }

    private AuditServer servePage(AuditServerSettings settings, Config config, TimeSource time) throws IOException {
        Probes probes = new Probes(proxy.routes(), time);
        AuditServer server = AuditServer.start(
                settings.withLocalToken(localToken),
                new AuditSources(
                        audit.store(),
                        audit.live(),
                        new LogExtract(config.audit().dir()),
                        exposure,
                        new Metrics(audit, proxy.routes(), proxy.peerCounters())::metrics,
                        probes,
                        new StateReading(config, audit.counters(), proxy.routes()),
                        time));
        stops.push(server::close);
        stops.push(probes::close);
        return server;
    }

    /** The open routes, in the order of the configuration. */
    public List<BoundRoute> routes() {
        return proxy.routes().stream().map(Whoset::bound).toList();
    }

    private static BoundRoute bound(ActiveRoute route) {
        String listen = route.localAddress() instanceof InetSocketAddress tcp
                ? new Address(tcp.getAddress().getHostAddress(), tcp.getPort()).toString()
                : route.route().listen().toString();
        return new BoundRoute(
                route.route().name(), listen, route.route().upstream().toString(), route.localAddress());
    }

    /** Address of the audit page, empty where it is off. */
    public Optional<URI> page() {
        return Optional.ofNullable(page)
                .map(server -> uri(
                        server.address().getAddress(), server.address().getPort(), server.isTls() ? "https" : "http"));
    }

    /** Every line of the log as it is written. */
    public LiveFeed live() {
        return audit.live();
    }

    /** Stops in good order: accepts no more, lets requests in flight finish, flushes the log; idempotent. */
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            stops.forEach(Runnable::run);
        }
    }
}
