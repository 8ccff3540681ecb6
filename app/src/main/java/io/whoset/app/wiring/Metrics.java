package io.whoset.app.wiring;

import io.whoset.audit.Audit;
import io.whoset.audit.AuditCounters;
import io.whoset.forensics.record.Verdict;
import io.whoset.proxy.ActiveRoute;
import io.whoset.proxy.PeerCounters;
import io.whoset.proxy.RouteCounters;
import io.whoset.proxy.bypass.BypassCheck;
import io.whoset.proxy.bypass.BypassCounters;
import io.whoset.ui.metrics.Metric;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** What a scrape of {@code /metrics} says; docs/metrics.md tells when to worry. Safe for many threads. */
final class Metrics {
    private final Audit audit;
    private final List<ActiveRoute> routes;
    private final PeerCounters peers;

    Metrics(Audit audit, List<ActiveRoute> routes, PeerCounters peers) {
        this.audit = audit;
        this.routes = routes;
        this.peers = peers;
    }

    List<Metric> metrics() {
        List<Metric> metrics = new ArrayList<>();
        AuditCounters counters = audit.counters();
        metrics.add(byWord(
                "whoset_writes_total",
                "Writes in the log, by verdict",
                "verdict",
                verdicts(),
                word -> counters.writes(Verdict.valueOf(word.toUpperCase(java.util.Locale.ROOT)))));
        metrics.add(byWord(
                "whoset_log_lines_total",
                "Lines of the writer log, by event",
                "event",
                List.of("write", "finding", "gap"),
                counters::lines));
        metrics.add(Metric.counter(
                "whoset_writes_lost_total", "Writes that could not be recorded: each is in a gap line", (double)
                        counters.lost()));
        metrics.add(Metric.gauge(
                "whoset_audit_queue_events", "Events that wait for the audit thread", counters.queueDepth()));
        metrics.add(Metric.gauge(
                "whoset_log_stalled", "1 while the disk refuses the writer log", counters.isLogStalled() ? 1 : 0));
        metrics.addAll(log(counters));
        metrics.add(byRoute(
                "whoset_connections", "Client connections that are open", Metric.Type.GAUGE, route -> route.open));
        metrics.add(byRoute(
                "whoset_connections_accepted_total",
                "Client connections accepted",
                Metric.Type.COUNTER,
                route -> route.accepted));
        metrics.add(byRoute(
                "whoset_to_upstream_bytes_total",
                "Bytes relayed to memcached",
                Metric.Type.COUNTER,
                route -> route.bytesToUpstream));
        metrics.add(byRoute(
                "whoset_to_client_bytes_total",
                "Bytes relayed to clients",
                Metric.Type.COUNTER,
                route -> route.bytesToClient));
        metrics.add(byRoute(
                "whoset_upstream_refused_total",
                "Client connections closed because memcached could not be reached",
                Metric.Type.COUNTER,
                route -> route.upstreamRefused));
        metrics.add(byRoute(
                "whoset_proxy_headers_refused_total",
                "Client connections closed because their PROXY header was missing or broken",
                Metric.Type.COUNTER,
                route -> route.proxyHeadersRefused));
        metrics.add(byRoute(
                "whoset_client_tls_failed_total",
                "Client connections closed because TLS with the client failed",
                Metric.Type.COUNTER,
                route -> route.clientTlsFailed));
        metrics.add(byRoute(
                "whoset_upstream_tls_failed_total",
                "Client connections closed because TLS with memcached failed",
                Metric.Type.COUNTER,
                route -> route.upstreamTlsFailed));
        metrics.add(byRoute(
                "whoset_resets_total",
                "Connections that ended with a reset",
                Metric.Type.COUNTER,
                route -> route.resets));
        metrics.add(byRoute(
                "whoset_brakes_total",
                "How often a client was braked because the audit queue was full",
                Metric.Type.COUNTER,
                route -> route.brakes));
        metrics.add(byRoute(
                "whoset_taps_detached_total",
                "Connections whose audit ended by a defect",
                Metric.Type.COUNTER,
                route -> route.tapsDetached));
        metrics.add(Metric.counter(
                "whoset_peer_processes_skipped_total",
                "Connections from this machine whose process was not looked for, as too many came at once",
                (double) peers.processesSkipped.sum()));
        metrics.add(Metric.counter(
                "whoset_peer_names_late_total",
                "Connections logged under their address, as its name did not come in time",
                (double) peers.namesLate.sum()));
        metrics.addAll(bypasses());
        return metrics;
    }

    private List<Metric> bypasses() {
        return List.of(
                byCheck(
                        "whoset_bypass_writes_total",
                        "Writes that reached memcached around whoset, at least",
                        Metric.Type.COUNTER,
                        found -> found.writes.sum()),
                byCheck(
                        "whoset_bypassed",
                        "1 while writes reach memcached around whoset",
                        Metric.Type.GAUGE,
                        found -> found.isBypassed() ? 1 : 0),
                byCheck(
                        "whoset_bypass_checks_total",
                        "Bypass checks that could compare",
                        Metric.Type.COUNTER,
                        found -> found.done.sum()),
                byCheck(
                        "whoset_bypass_checks_blind_total",
                        "Bypass checks that could not compare, as the writes of an open connection are not understood",
                        Metric.Type.COUNTER,
                        found -> found.blind.sum()),
                byCheck(
                        "whoset_bypass_checks_failed_total",
                        "Bypass checks that memcached did not answer",
                        Metric.Type.COUNTER,
                        found -> found.failed.sum()));
    }

    private Metric byCheck(String name, String help, Metric.Type type, ToLongFunction<BypassCounters> counter) {
        List<Metric.Sample> samples = new ArrayList<>();
        for (ActiveRoute route : routes) {
            BypassCheck check = route.bypass();
            if (check != null) {
                samples.add(new Metric.Sample(
                        Map.of("route", check.route()), (double) counter.applyAsLong(check.counters())));
            }
        }
        return new Metric(name, help, type, samples);
    }

    private static List<Metric> log(AuditCounters counters) {
        return List.of(
                Metric.counter("whoset_log_bytes_total", "Bytes of the writer log, before compression", (double)
                        counters.log().bytes()),
                Metric.counter("whoset_log_flushes_total", "Flushes of the writer log that wrote something", (double)
                        counters.log().flushes()),
                Metric.counter("whoset_log_write_failures_total", "Writes of the log that the disk refused", (double)
                        counters.log().failures()),
                Metric.counter("whoset_writes_unjudged_total", "Writes without a verdict, by a defect", (double)
                        counters.unjudged()),
                Metric.gauge(
                        "whoset_store_backlog_rows", "Rows of the log that the store has not taken over yet", (double)
                                counters.storeBacklogRows()));
    }

    private static List<String> verdicts() {
        return Arrays.stream(Verdict.values()).map(Verdict::word).toList();
    }

    private static Metric byWord(
            String name, String help, String label, List<String> words, ToLongFunction<String> value) {
        return new Metric(
                name,
                help,
                Metric.Type.COUNTER,
                words.stream()
                        .map(word -> new Metric.Sample(Map.of(label, word), (double) value.applyAsLong(word)))
                        .toList());
    }

    private Metric byRoute(String name, String help, Metric.Type type, Function<RouteCounters, LongAdder> counter) {
        return new Metric(
                name,
                help,
                type,
                routes.stream()
                        .map(route ->
                                new Metric.Sample(Map.of("route", route.route().name()), (double)
                                        counter.apply(route.counters()).sum()))
                        .toList());
    }
}
