package io.whoset.ui;

import io.whoset.forensics.exposure.Exposure;
import io.whoset.ui.metrics.Metric;
import io.whoset.ui.metrics.ReadinessSource.RouteState;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A running server over the sample store, and a client that does not follow redirects. Safe for many threads. */
public final class UiFixture implements AutoCloseable {
    public final SampleStore store = new SampleStore();
    public final SampleFeed feed = new SampleFeed();
    /** What readiness says unless a test changes it. */
    public static final List<RouteState> READY = List.of(new RouteState("main", true, ""));

    public volatile List<RouteState> routes = READY;
    public final Exposure exposure = new Exposure();
    private final AuditServer server;
    private final HttpClient client = HttpClient.newHttpClient();

    public UiFixture(@Nullable String token) throws IOException {
        server = AuditServer.start(
                new AuditServerSettings("127.0.0.1", 0, token),
                store,
                feed,
                exposure,
                () -> List.of(
                        Metric.counter("whoset_writes_total", "Writes that were recorded.", 42),
                        new Metric(
                                "whoset_conns",
                                "Open connections.",
                                Metric.Type.GAUGE,
                                List.of(new Metric.Sample(Map.of("route", "a\"b\\c"), 1.5)))),
                () -> CompletableFuture.completedFuture(routes));
    }

    public String url(String path) {
        return "http://127.0.0.1:" + server.address().getPort() + path;
    }

    public int port() {
        return server.address().getPort();
    }

    public HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url(path)));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    public HttpResponse<String> post(String path, String form) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url(path)))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() {
        server.close();
    }
}
