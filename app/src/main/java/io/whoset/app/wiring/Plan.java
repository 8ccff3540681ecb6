package io.whoset.app.wiring;

import io.whoset.app.config.Config;
import io.whoset.app.config.ConfigException;
import io.whoset.app.config.LimitsConfig;
import io.whoset.app.config.RouteConfig;
import io.whoset.app.config.UiConfig;
import io.whoset.app.config.UiToken;
import io.whoset.forensics.attribution.AssemblerSettings;
import io.whoset.forensics.attribution.WriterNames;
import io.whoset.forensics.exposure.Exposure;
import io.whoset.protocol.WireLimits;
import io.whoset.proxy.PeerSettings;
import io.whoset.proxy.ProxySettings;
import io.whoset.proxy.Route;
import io.whoset.proxy.identity.ReverseResolver;
import io.whoset.proxy.net.Address;
import io.whoset.proxy.net.Lookup;
import io.whoset.proxy.net.Transport;
import io.whoset.proxy.procfs.PeerProcesses;
import io.whoset.proxy.tls.ReloadingContext;
import io.whoset.ui.AuditServerSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A configuration whose texts have been understood: everything that can be wrong before a socket is opened is wrong here.
 *
 * <p>Immutable, but for the page's certificate, which follows its files.
 *
 * @param config what it came from
 * @param routes listen and upstream addresses; the upstream of an embedded memcached is empty
 * @param names writers by address
 * @param page the page's settings, empty where it is off
 * @param certificate the page's certificate, empty without TLS
 */
record Plan(
        Config config,
        List<Planned> routes,
        WriterNames names,
        Optional<AuditServerSettings> page,
        Optional<PageCertificate> certificate) {
    private static final String EMBEDDED = "embedded";

    /** One route's addresses. Immutable. */
    record Planned(RouteConfig config, Address listen, Optional<Address> upstream) {}

    /**
     * Understands a configuration.
     *
     * @throws ConfigException naming what cannot be used
     */
    static Plan of(Config config) {
        List<Planned> routes = new ArrayList<>();
        for (RouteConfig route : config.routes()) {
            Address listen = read("route " + route.name() + ", listen: ", route.listen(), Address::parse);
            Optional<Address> upstream = route.upstream().equals(EMBEDDED)
                    ? Optional.empty()
                    : Optional.of(read("route " + route.name() + ", upstream: ", route.upstream(), Address::parse));
            routes.add(new Planned(route, listen, upstream));
        }
        WriterNames names = Engine.names(config);
        Optional<PageCertificate> certificate = config.ui().flatMap(PageCertificate::of);
        return new Plan(config, List.copyOf(routes), names, config.ui().map(ui -> page(ui, certificate)), certificate);
    }

    private static AuditServerSettings page(UiConfig ui, Optional<PageCertificate> certificate) {
        Address address = read("ui: ", ui.listen(), Address::parse);
        if (address.isUnix()) {
            throw new ConfigException(
                    "ui: saw \"" + ui.listen() + "\", expected HOST:PORT: the page is not served on a unix socket");
        }
        InetAddress ip = new InetSocketAddress(address.host(), address.port()).getAddress();
        boolean loopback = ip != null && ip.isLoopbackAddress();
        if (!loopback && ui.token() == null) {
            throw new ConfigException(
                    "ui: " + ui.listen() + " is beyond loopback and needs a token: give --ui-token-file FILE, set "
                            + UiToken.VARIABLE + ", or listen on 127.0.0.1");
        }
        UiToken token = ui.token();
        return read(
                "ui: ",
                certificate,
                tls -> new AuditServerSettings(
                        address.host(), address.port(), token == null ? null : token.text(), null, tls.orElse(null)));
    }

    private static <A, B> B read(String where, A value, Function<A, B> reader) {
        try {
            return reader.apply(value);
        } catch (IllegalArgumentException e) {
            throw new ConfigException(where + e.getMessage());
        }
    }

    /**
     * The way to the kernel.
     *
     * @throws ConfigException where the one that was asked for cannot be had
     */
    Transport transport() {
        List<Address> addresses = new ArrayList<>();
        for (Planned route : routes) {
            addresses.add(route.listen());
            route.upstream().ifPresent(addresses::add);
        }
        LimitsConfig.Transport asked = config.limits().transport();
        if (asked == LimitsConfig.Transport.AUTO) {
            return Transport.best(addresses);
        }
        Transport transport = Transport.valueOf(asked.name());
        String whyNot = transport.whyNot(addresses);
        if (whyNot != null) {
            throw new ConfigException(
                    "limits.transport: " + transport.word() + " cannot be used here (" + whyNot + "): say auto");
        }
        return transport;
    }

    ProxySettings proxySettings(Upstreams upstreams, Exposure exposure) throws IOException {
        AssemblerSettings plain = new AssemblerSettings(config.audit().previewBytes(), false);
        AssemblerSettings secret = new AssemblerSettings(config.audit().previewBytes(), true);
        List<Route> result = new ArrayList<>();
        for (Planned route : routes) {
            Address upstream = route.upstream().isPresent() ? route.upstream().get() : upstreams.embedded();
            result.add(new Route(
                    route.config().name(),
                    route.listen(),
                    upstream,
                    route.config().asciiAuth() ? secret : plain,
                    route.config().options()));
        }
        WireLimits limits =
                new WireLimits(config.limits().maxLineBytes(), config.limits().maxPendingReplies());
        PeerSettings peers = new PeerSettings(
                config.peers().processes() ? PeerProcesses.PROC : null,
                config.peers().resolveNames() ? ReverseResolver.SYSTEM : null);
        return new ProxySettings(
                result, limits, names, config.limits().ioThreads(), Lookup.Resolver.SYSTEM, exposure, peers);
    }

    /** These and the page's: all TLS files that are read again. */
    List<ReloadingContext<?>> tlsFiles(List<ReloadingContext<?>> routes) {
        List<ReloadingContext<?>> all = new ArrayList<>(routes);
        certificate.ifPresent(page -> all.add(page.files()));
        return all;
    }

    /** What the log's start line says of this process. */
    Map<String, Object> startFacts(Transport transport) {
        return Map.of(
                "version", Versions.whoset(),
                "pid", ProcessHandle.current().pid(),
                "java", Runtime.version().toString(),
                "transport", transport.word(),
                "routes",
                        String.join(
                                ", ",
                                routes.stream()
                                        .map(route -> route.config().name())
                                        .toList()),
                "overflow", config.audit().overflow().name().toLowerCase(Locale.ROOT));
    }
}
