package io.whoset.app.config;

import io.whoset.forensics.detect.UserRule;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that can be configured.
 *
 * <p>Immutable.
 *
 * @param routes the routes, at least one when the proxy starts
 * @param audit writer log, store and queue
 * @param ui the audit page; empty where it is off
 * @param names writer names by IP address or CIDR
 * @param peers what is asked about the other ends of connections
 * @param rules the user's own rules
 * @param limits what a connection may cost
 */
public record Config(
        List<RouteConfig> routes,
        AuditConfig audit,
        Optional<UiConfig> ui,
        Map<String, String> names,
        PeersConfig peers,
        List<UserRule> rules,
        LimitsConfig limits) {
    /** No routes, everything else at its default. */
    public static final Config DEFAULT = new Config(
            List.of(),
            AuditConfig.DEFAULT,
            Optional.of(UiConfig.DEFAULT),
            Map.of(),
            PeersConfig.DEFAULT,
            List.of(),
            LimitsConfig.DEFAULT);

    /** Copies the collections. */
    public Config {
        routes = List.copyOf(routes);
        names = Map.copyOf(names);
        rules = List.copyOf(rules);
    }

    /** The same with other routes. */
    public Config withRoutes(List<RouteConfig> other) {
        return new Config(other, audit, ui, names, peers, rules, limits);
    }

    /** The same with another audit part. */
    public Config withAudit(AuditConfig other) {
        return new Config(routes, other, ui, names, peers, rules, limits);
    }

    /** The same with another page, or none. */
    public Config withUi(Optional<UiConfig> other) {
        return new Config(routes, audit, other, names, peers, rules, limits);
    }
}
