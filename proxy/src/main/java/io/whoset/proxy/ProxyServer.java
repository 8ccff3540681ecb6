package io.whoset.proxy;

import io.netty.channel.EventLoopGroup;
import io.whoset.forensics.record.RecordSink;
import io.whoset.forensics.record.TimeSource;
import io.whoset.proxy.identity.Origins;
import io.whoset.proxy.listen.RouteListener;
import io.whoset.proxy.net.Transport;
import io.whoset.proxy.relay.Connections;
import io.whoset.proxy.relay.RelayContext;
import io.whoset.proxy.relay.UpstreamConnector;
import io.whoset.proxy.tap.AuditTaps;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
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

    private ProxyServer(EventLoopGroup loops, TimeSource time) {
        this.loops = loops;
        this.time = time;
    }

    /**
     * Opens every route, or none.
     *
     * @throws BindFailure where a listener cannot be opened, naming route and address
     */
    public static ProxyServer start(ProxySettings settings, Transport transport, RecordSink sink, TimeSource time)
            throws BindFailure {
        ProxyServer server = new ProxyServer(transport.newLoops(settings.ioThreads(), "whoset-io"), time);
        try {
            for (Route route : settings.routes()) {
                server.open(route, settings, transport, sink);
            }
            return server;
        } catch (BindFailure failure) {
            server.close(Duration.ZERO);
            throw failure;
        }
    }

    private void open(Route route, ProxySettings settings, Transport transport, RecordSink sink) throws BindFailure {
        RouteCounters counters = new RouteCounters();
        Connections connections = new Connections();
        Origins origins = new Origins(route.name(), route.upstream().toString(), settings.names(), lastConn);
        AuditTaps taps = new AuditTaps(origins, settings.limits(), route.settings(), sink, time, counters);
        UpstreamConnector upstream = new UpstreamConnector(route.name(), route.upstream(), transport, counters, time);
        RelayContext context = new RelayContext(upstream, taps, counters, connections);
        try {
            RouteListener listener = RouteListener.open(route.listen(), transport, loops, context);
            routes.add(new ActiveRoute(route, listener, counters, connections, taps));
        } catch (IOException e) {
            throw new BindFailure(
                    "route " + route.name() + " cannot listen on " + route.listen() + " (" + e.getMessage()
                            + "): end what uses it or give another --listen address",
                    e);
        }
    }

    /** The routes, in the order of the configuration. */
    public List<ActiveRoute> routes() {
        return List.copyOf(routes);
    }

    /** Accepts no more, lets requests in flight finish for so long, closes every connection and hands over what they still had to say. */
    public void close(Duration grace) {
        routes.forEach(this::stopAccepting);
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
        loops.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    private void stopAccepting(ActiveRoute route) {
        try {
            route.listener().close();
        } catch (IOException e) {
            log.atWarn()
                    .addKeyValue("route", route.route().name())
                    .setCause(e)
                    .log("the socket file could not be removed, remove it by hand");
        }
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
