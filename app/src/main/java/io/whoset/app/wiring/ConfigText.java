package io.whoset.app.wiring;

import io.whoset.app.config.AuditConfig;
import io.whoset.app.config.Config;
import io.whoset.app.config.LimitsConfig;
import io.whoset.app.config.RouteConfig;
import io.whoset.app.config.UiConfig;
import io.whoset.forensics.detect.UserRule;
import io.whoset.proxy.RouteOptions;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A configuration as texts by key, for a person who reads evidence. What is not named here is not told: a token, or a key that a later version has, cannot
 * slip in.
 *
 * <p>Immutable.
 */
final class ConfigText {
    private final Map<String, String> texts = new LinkedHashMap<>();

    private ConfigText() {}

    static Map<String, String> of(Config config) {
        ConfigText text = new ConfigText();
        config.routes().forEach(text::route);
        text.audit(config.audit());
        text.ui(config.ui());
        config.names().forEach((address, name) -> text.put("names." + address, name));
        text.put("peers.processes", config.peers().processes());
        text.put("peers.resolve-names", config.peers().resolveNames());
        config.rules().forEach(text::rule);
        text.limits(config.limits());
        return Map.copyOf(text.texts);
    }

    private void put(String key, Object value) {
        texts.put(key, String.valueOf(value));
    }

    private void route(RouteConfig route) {
        String at = "routes." + route.name() + ".";
        RouteOptions options = route.options();
        put(at + "listen", route.listen());
        put(at + "upstream", route.upstream());
        put(at + "ascii-auth", route.asciiAuth());
        put(at + "proxy-protocol", options.acceptProxy() ? "accept" : "off");
        put(at + "tls", options.tls() == null ? "off" : "on");
        put(at + "upstream-tls", options.upstreamTls() == null ? "off" : "on");
        put(at + "bypass-check", options.bypassCheck());
    }

    private void audit(AuditConfig audit) {
        put("audit.dir", audit.dir());
        put("audit.queue-events", audit.queueEvents());
        put("audit.overflow", audit.overflow().name().toLowerCase(Locale.ROOT));
        put("audit.preview-bytes", audit.previewBytes());
        put("audit.roll-bytes", audit.rollBytes());
        put("audit.roll-every", audit.rollEvery());
        put("audit.keep-for", audit.keepFor().isZero() ? "off" : audit.keepFor());
        put("audit.keep-bytes", audit.keepBytes() == 0 ? "off" : audit.keepBytes());
        put("audit.store-memory-mib", audit.storeMemoryMib());
        put("audit.history-mib", audit.historyMib());
    }

    private void ui(Optional<UiConfig> ui) {
        put("ui.listen", ui.map(UiConfig::listen).orElse("off"));
        put("ui.token", ui.map(UiConfig::token).isPresent() ? "set" : "none");
        put("ui.tls", ui.map(UiConfig::tls).isPresent() ? "on" : "off");
    }

    private void rule(UserRule rule) {
        put("rules." + rule.name(), rule.verdict().word());
    }

    private void limits(LimitsConfig limits) {
        put("limits.max-line-bytes", limits.maxLineBytes());
        put("limits.max-pending-replies", limits.maxPendingReplies());
        put("limits.io-threads", limits.ioThreads());
        put("limits.transport", limits.transport().name().toLowerCase(Locale.ROOT));
        put("limits.stop-grace", limits.stopGrace());
    }
}
