package io.whoset.ui;

import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.Server;
import com.linecorp.armeria.server.ServerBuilder;
import io.whoset.audit.store.WriteStore;
import io.whoset.forensics.exposure.Exposure;
import io.whoset.ui.api.DamageResource;
import io.whoset.ui.api.FindingsResource;
import io.whoset.ui.api.KeyResource;
import io.whoset.ui.api.RatesResource;
import io.whoset.ui.api.WriterResource;
import io.whoset.ui.api.WritersResource;
import io.whoset.ui.api.WritesResource;
import io.whoset.ui.http.ErrorFunnel;
import io.whoset.ui.http.HostGuard;
import io.whoset.ui.http.LoginService;
import io.whoset.ui.http.ReplyHeaders;
import io.whoset.ui.http.TokenGuard;
import io.whoset.ui.live.LiveStream;
import io.whoset.ui.metrics.LivenessService;
import io.whoset.ui.metrics.MetricsService;
import io.whoset.ui.metrics.MetricsSource;
import io.whoset.ui.metrics.ReadinessService;
import io.whoset.ui.metrics.ReadinessSource;
import io.whoset.ui.page.PageFiles;
import io.whoset.ui.page.PageService;
import java.net.InetSocketAddress;
import java.time.Duration;

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

    private final WriteStore store;
    private final LiveStream live;
    private final Exposure exposure;
    private final MetricsSource metrics;
    private final ReadinessSource readiness;

    Routes(WriteStore store, LiveStream live, Exposure exposure, MetricsSource metrics, ReadinessSource readiness) {
        this.store = store;
        this.live = live;
        this.exposure = exposure;
        this.metrics = metrics;
        this.readiness = readiness;
    }

    Server on(InetSocketAddress bind, AuditServerSettings settings) {
        PageFiles files = PageFiles.fromJar();
        ServerBuilder builder = Server.builder()
                .http(bind)
                .maxNumConnections(MAX_CONNECTIONS)
                .blockingTaskExecutor(STORE_THREADS)
                .requestTimeout(ANSWER_WITHIN)
                .maxRequestLength(MAX_REQUEST_BYTES)
                .disableServerHeader()
                .errorHandler(new ErrorFunnel());
        ReplyHeaders.forPage(files.importMapHash()).forEach((name, value) -> builder.setHeader(name, value));
        api(builder);
        operators(builder);
        page(builder, files);
        String token = settings.token();
        if (token != null) {
            TokenGuard guard = new TokenGuard(token, settings.localToken());
            builder.route()
                    .path("/login")
                    .methods(HttpMethod.GET, HttpMethod.POST)
                    .build(new LoginService(guard, files.login()));
            builder.decorator(guard::check);
        }
        if (bind.getAddress().isLoopbackAddress()) {
            builder.decorator(new HostGuard(settings.host())::check);
        }
        return builder.build();
    }

    private void api(ServerBuilder builder) {
        get(builder, "/api/v1/writers", new WritersResource(store));
        get(builder, "/api/v1/writers/{writer}", new WriterResource(store));
        get(builder, "/api/v1/writers/{writer}/damage", new DamageResource(store, exposure));
        get(builder, "/api/v1/writes", new WritesResource(store));
        get(builder, "/api/v1/keys/{key}", new KeyResource(store));
        get(builder, "/api/v1/findings", new FindingsResource(store));
        get(builder, "/api/v1/rates", new RatesResource(store));
        get(builder, "/api/v1/live", live);
    }

    private void operators(ServerBuilder builder) {
        get(builder, "/metrics", new MetricsService(metrics));
        get(builder, LivenessService.PATH, new LivenessService());
        get(builder, "/readyz", new ReadinessService(readiness));
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
