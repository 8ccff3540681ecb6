package io.whoset.app.wiring;

import io.whoset.forensics.record.TimeSource;
import io.whoset.proxy.ActiveRoute;
import io.whoset.proxy.health.RouteProbe;
import io.whoset.ui.metrics.ReadinessSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Asks every route with a real request, on threads of their own. Safe for many threads. */
final class Probes implements ReadinessSource {
    private final List<RouteProbe> probes;
    private final ExecutorService threads;

    Probes(List<ActiveRoute> routes, TimeSource time) {
        probes = routes.stream().map(route -> new RouteProbe(route, time)).toList();
        threads = Executors.newFixedThreadPool(Math.min(4, Math.max(1, probes.size())), task -> {
            Thread thread = new Thread(task, "whoset-probe");
            thread.setDaemon(true);
            return thread;
        });
    }

    @Override
    public CompletionStage<List<RouteState>> check() {
        List<CompletableFuture<RouteProbe.Result>> asked = probes.stream()
                .map(probe -> CompletableFuture.supplyAsync(probe::ask, threads))
                .toList();
        return CompletableFuture.allOf(asked.toArray(CompletableFuture[]::new))
                .thenApply(all -> asked.stream()
                        .map(CompletableFuture::join)
                        .map(Probes::state)
                        .toList());
    }

    private static RouteState state(RouteProbe.Result result) {
        return new RouteState(result.route(), result.ready(), result.reason());
    }

    void close() {
        threads.shutdownNow();
    }
}
