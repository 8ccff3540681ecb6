package io.whoset.app.demo;

import io.whoset.app.config.Config;
import io.whoset.app.config.RouteConfig;
import io.whoset.app.config.UiConfig;
import io.whoset.app.wiring.Shutdown;
import io.whoset.app.wiring.SystemTime;
import io.whoset.app.wiring.Whoset;
import io.whoset.audit.live.LiveFeed;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The origin story, replayed: an embedded memcached, whoset in front of it, eight healthy servers and one that was not restarted.
 * At its end it counts what its servers stored against what the writer log says.
 *
 * <p><b>Threading</b> run by the main thread; ended by the time given or by a signal.
 */
public final class Demo {
    private static final long SEED = 3579;
    private static final String LISTEN = "127.0.0.1:11311";

    private final Config config;
    private final PrintWriter out;
    private final AtomicBoolean stopped = new AtomicBoolean();

    /** A demo under a configuration; {@code fixedPage} where the page's address was asked for and no other will do. */
    public Demo(Config config, boolean fixedPage, PrintWriter out) {
        Optional<UiConfig> page =
                fixedPage ? config.ui() : config.ui().map(ui -> ui.withListen(Ports.freeOrAny(ui.listen())));
        this.config = config.withUi(page)
                .withRoutes(List.of(new RouteConfig("demo", Ports.freeOrAny(LISTEN), "embedded", false)));
        this.out = out;
    }

    /**
     * Runs for a time, or until a signal where it is null.
     *
     * @return whether the writer log holds exactly what the servers stored
     */
    public boolean run(@Nullable Duration time) throws InterruptedException {
        Whoset whoset = Whoset.start(config, new SystemTime());
        DemoReport report = new DemoReport(out, config.audit().dir());
        LiveFeed.Subscription accusations = whoset.live().subscribe(report);
        Fleet fleet = Fleet.start((InetSocketAddress) whoset.routes().get(0).address(), SEED);
        report.started(whoset);
        boolean[] complete = {true};
        Thread hook = Shutdown.onSignal(() -> complete[0] = stop(whoset, fleet, accusations, report));
        if (time == null) {
            new CountDownLatch(1).await();
        }
        new CountDownLatch(1).await(time == null ? 0 : time.toMillis(), TimeUnit.MILLISECONDS);
        Runtime.getRuntime().removeShutdownHook(hook);
        return stop(whoset, fleet, accusations, report);
    }

    private boolean stop(Whoset whoset, Fleet fleet, LiveFeed.Subscription accusations, DemoReport report) {
        if (!stopped.compareAndSet(false, true)) {
            return true;
        }
        fleet.close();
        whoset.close();
        accusations.close();
        return report.ended(fleet.ledger());
    }
}
