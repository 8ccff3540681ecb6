package io.whoset.ui.metrics;

import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * Asks every route with a real request whether it works.
 *
 * <p>Safe for many threads; must not block. The source keeps its answer for one second, so that probes cannot become load.
 */
@FunctionalInterface
public interface ReadinessSource {
    /** How every route is, in their configured order. */
    CompletionStage<List<RouteState>> check();

    /**
     * One route's answer.
     *
     * <p>Immutable.
     *
     * @param route its name
     * @param ok whether a request went through to its memcached and back
     * @param reason why not, empty where it did
     */
    record RouteState(String route, boolean ok, String reason) {}
}
