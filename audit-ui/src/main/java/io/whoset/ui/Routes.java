package io.whoset.ui;

import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.Server;
import com.linecorp.armeria.server.ServerBuilder;
import io.whoset.audit.store.WriteStore;
import io.whoset.ui.api.DamageResource;
import io.whoset.ui.api.FindingResource;
import io.whoset.ui.api.FindingsResource;
import io.whoset.ui.api.KeyResource;
import io.whoset.ui.api.KeysResource;
import io.whoset.ui.api.OpenApiResource;
import io.whoset.ui.api.RatesResource;
import io.whoset.ui.api.StateResource;
import io.whoset.ui.api.WriterResource;
import io.whoset.ui.api.WritersResource;
import io.whoset.ui.api.WritesResource;
import io.whoset.ui.bundle.BundleResource;
import io.whoset.ui.export.WriteExport;
import io.whoset.ui.http.ErrorFunnel;
import io.whoset.ui.http.HostGuard;
import io.whoset.ui.http.LoginService;
import io.whoset.ui.http.LogoutService;
import io.whoset.ui.http.ReplyHeaders;
import io.whoset.ui.http.TokenGuard;
import io.whoset.ui.live.LiveStream;
import io.whoset.ui.metrics.LivenessService;
import io.whoset.ui.metrics.MetricsService;
import io.whoset.ui.metrics.ReadinessService;
import io.whoset.ui.page.PageFiles;
import io.whoset.ui.page.PageService;
import io.whoset.ui.state.AuditSources;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Which address of the server answers what, behind which guards.
 *
 * <p><b>Units, bounds</b> 256 connections, 4 threads for questions to the store, 15 s an answer, 64 KB a request.
 *
 * <p>Immutable.
 */
final class Routes {
    private static final int MAX_CONNECTIONS = 256;
    private static final int STORE_THREADS = 4;
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(15);
    private static final int MAX_REQUEST_BYTES = 64 << 10;

    private final AuditSources sources;
    private final LiveStream live;

    Routes(AuditSources sources, LiveStream live) {
        this.sources = sources;
        this.live = live;
    }

    Server on(InetSocketAddress bind, AuditServerSettings settings) {
        PageFiles files = PageFiles.fromJar();
        ServerBuilder builder = Server.builder()
                .maxNumConnections(MAX_CONNECTIONS)
                .blockingTaskExecutor(STORE_THREADS)
                .requestTimeout(ANSWER_WITHIN)
                .maxRequestLength(MAX_REQUEST_BYTES)
                .disableServerHeader()
                .errorHandler(new ErrorFunnel());
        listen(builder, bind, settings.tls());
        ReplyHeaders.forPage(files.importMapHash()).forEach((name, value) -> builder.setHeader(name, value));
        api(settings.token() != null).forEach((path, service) -> get(builder, path, service));
        operators(builder);
        page(builder, files);
        String token = settings.token();
        if (token != null) {
            TokenGuard guard = new TokenGuard(token, settings.localToken(), sources.time());
            builder.route()
                    .path("/login")
                    .methods(HttpMethod.GET, HttpMethod.POST)
                    .build(new LoginService(guard, files.login()));
            builder.route().path("/logout").methods(HttpMethod.POST).build(new LogoutService(guard));
            builder.decorator(guard::check);
        }
        boolean loopback = bind.getAddress().isLoopbackAddress();
        if (loopback || settings.tls() != null) {
            builder.decorator(new HostGuard(settings.host(), !loopback)::check);
        }
        return builder.build();
    }

    /** With TLS also a plain port for callers of this machine, who know no certificate. */
    private static void listen(ServerBuilder builder, InetSocketAddress bind, @Nullable Supplier<PageIdentity> tls) {
        if (tls == null) {
            builder.http(bind);
        } else {
            builder.https(bind)
                    .tlsProvider(hostname -> tls.get().pair())
                    .http(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        }
    }

    /** The resources of the API by their paths. */
    Map<String, HttpService> api(boolean login) {
        WriteStore store = sources.store();
        Map<String, HttpService> api = new LinkedHashMap<>();
        api.put("/api/v1/writers", new WritersResource(store));
        api.put("/api/v1/writers/{writer}", new WriterResource(store));
        api.put("/api/v1/writers/{writer}/damage", new DamageResource(store, sources.exposure()));
        api.put("/api/v1/writes", new WritesResource(store));
        api.put("/api/v1/keys", new KeysResource(store));
        api.put("/api/v1/keys/{key}", new KeyResource(store));
        api.put("/api/v1/findings", new FindingsResource(store));
        api.put("/api/v1/findings/{id}", new FindingResource(store));
        api.put("/api/v1/rates", new RatesResource(store, sources.time()));
        api.put("/api/v1/state", new StateResource(sources.state(), login));
        api.put("/api/v1/export", new WriteExport(store));
        api.put("/api/v1/bundle", new BundleResource(sources));
        api.put("/api/v1/live", live);
        api.put("/api/v1/openapi.json", new OpenApiResource());
        return api;
    }

    private void operators(ServerBuilder builder) {
        get(builder, "/metrics", new MetricsService(sources.metrics()));
        get(builder, LivenessService.PATH, new LivenessService());
        get(builder, "/readyz", new ReadinessService(sources.readiness()));
    }

    private static void page(ServerBuilder builder, PageFiles files) {
        PageService page = new PageService(files);
        get(builder, "/", page);
        get(builder, "/login.css", page);
        get(builder, "/favicon.ico", page);
        get(builder, "/page/{file}", page);
        get(builder, "prefix:/vendor/", page);
    }

    private static void get(ServerBuilder builder, String path, HttpService service) {
        builder.route().path(path).methods(HttpMethod.GET, HttpMethod.HEAD).build(service);
    }
}
