package io.whoset.app.wiring;

import io.whoset.app.config.Config;
import io.whoset.audit.AuditCounters;
import io.whoset.proxy.ActiveRoute;
import io.whoset.proxy.bypass.BypassCheck;
import io.whoset.ui.state.ProcessState;
import io.whoset.ui.state.ProcessState.Bypass;
import io.whoset.ui.state.ProcessStateSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the page and a bundle of evidence say of this process. Safe for many threads. */
final class StateReading implements ProcessStateSource {
    private static final Map<String, String> VERSIONS = Map.of(
            "whoset", Versions.whoset(),
            "java", Runtime.version().toString(),
            "os",
                    System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                            + System.getProperty("os.arch"));

    private final Map<String, String> configuration;
    private final AuditCounters counters;
    private final List<ActiveRoute> routes;

    StateReading(Config config, AuditCounters counters, List<ActiveRoute> routes) {
        this.configuration = ConfigText.of(config);
        this.counters = counters;
        this.routes = routes;
    }

    @Override
    public ProcessState state() {
        return new ProcessState(
                VERSIONS,
                configuration,
                counters.lines("gap"),
                counters.lost(),
                counters.isLogStalled(),
                counters.storeBacklogRows(),
                bypasses());
    }

    private List<Bypass> bypasses() {
        List<Bypass> bypasses = new ArrayList<>();
        for (ActiveRoute route : routes) {
            BypassCheck check = route.bypass();
            if (check != null && check.counters().writes.sum() > 0) {
                bypasses.add(new Bypass(
                        check.route(),
                        check.counters().isBypassed(),
                        check.counters().writes.sum(),
                        check.counters().peers()));
            }
        }
        return bypasses;
    }
}
