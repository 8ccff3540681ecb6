package io.whoset.proxy;

import io.whoset.forensics.record.RecordSink;
import io.whoset.forensics.record.TimeSource;
import io.whoset.proxy.bypass.BypassCheck;
import io.whoset.proxy.bypass.ServerStats;
import io.whoset.proxy.count.Passage;
import io.whoset.proxy.net.Address;
import io.whoset.proxy.net.Dialer;
import io.whoset.proxy.relay.UpstreamConnector;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is counted for the servers that a bypass check is asked for: routes to one server are counted together, and one of them checks.
 *
 * <p>Confined to the thread that opens the routes.
 */
final class Passages {
    private static final Logger log = LoggerFactory.getLogger(Passages.class);

    private final Map<Address, Passage> counted = new HashMap<>();
    private final Set<Address> checked = new HashSet<>();
    private final RecordSink sink;
    private final TimeSource time;

    Passages(List<Route> routes, RecordSink sink, TimeSource time) {
        this.sink = sink;
        this.time = time;
        routes.stream()
                .filter(Passages::isChecked)
                .forEach(route -> counted.putIfAbsent(route.upstream(), new Passage()));
        routes.stream()
                .filter(route ->
                        route.options().bypassCheck() && route.settings().asciiAuth())
                .forEach(route -> log.atWarn()
                        .addKeyValue("route", route.name())
                        .log(
                                "no bypass check: this route's memcached demands authentication and whoset has no credential of its own;"
                                        + " take bypass-check or ascii-auth away"));
    }

    private static boolean isChecked(Route route) {
        return route.options().bypassCheck() && !route.settings().asciiAuth();
    }

    /** Where the writes of a route are counted, null where nobody asks. */
    @Nullable
    Passage of(Route route) {
        return counted.get(route.upstream());
    }

    /** The check of a route; null where none is asked for, or a route before it checks the same server. */
    @Nullable
    BypassCheck check(Route route, UpstreamConnector way, Dialer dialer) {
        Passage passage = of(route);
        if (passage == null || !isChecked(route) || !checked.add(route.upstream())) {
            return null;
        }
        ServerStats server = new ServerStats(route.upstream(), way.lookup(), way.speech(), dialer, passage.ends());
        return new BypassCheck(
                new BypassCheck.Target(route.name(), route.upstream().toString(), server, passage), sink, time);
    }
}
