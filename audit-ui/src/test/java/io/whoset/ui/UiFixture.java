package io.whoset.ui;

import io.whoset.audit.log.LogExtract;
import io.whoset.audit.log.LogFiles;
import io.whoset.forensics.exposure.Exposure;
import io.whoset.testkit.Http11;
import io.whoset.ui.metrics.Metric;
import io.whoset.ui.metrics.ReadinessSource.RouteState;
import io.whoset.ui.state.AuditSources;
import io.whoset.ui.state.ProcessState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A running server over the sample store, and a client that does not follow redirects. Safe for many threads. */
public final class UiFixture implements AutoCloseable {
    public final SampleStore store = new SampleStore();
    /** What the process says of itself unless a test changes it. */
    public static final ProcessState STATE = new ProcessState(
            Map.of("whoset", "test", "java", "17"), Map.of("ui.token", "none"), 0, 0, false, 0, List.of());

    public final SampleFeed feed = new SampleFeed();
    /** What readiness says unless a test changes it. */
    public static final List<RouteState> READY = List.of(new RouteState("main", true, ""));

    public volatile List<RouteState> routes = READY;
    public final Exposure exposure = new Exposure();
    public volatile ProcessState state = STATE;
    public final ManualTime time = new ManualTime();
    private final Path dir = Files.createTempDirectory("whoset-ui");
    private final AuditServer server;
    private final HttpClient client = Http11.client();

    public UiFixture(@Nullable String token) throws IOException {
        this(0, token, null, null);
    }

    public UiFixture(
            int port, @Nullable String token, @Nullable String localToken, @Nullable Supplier<PageIdentity> tls)
            throws IOException {
        server = AuditServer.start(new AuditServerSettings("127.0.0.1", port, token, localToken, tls), sources());
    }

    /** What a server over the samples asks. */
    AuditSources sources() {
        return new AuditSources(
                store,
                feed,
                new LogExtract(dir),
                exposure,
                () -> List.of(
                        Metric.counter("whoset_writes_total", "Writes that were recorded.", 42),
                        new Metric(
                                "whoset_conns",
                                "Open connections.",
                                Metric.Type.GAUGE,
                                List.of(new Metric.Sample(Map.of("route", "a\"b\\c"), 1.5)))),
                () -> CompletableFuture.completedFuture(routes),
                () -> state,
                time);
    }

    /** Writes what the store has as the log that it would come from. */
    public void writeLog() throws IOException {
        Files.write(LogFiles.live(dir), store.logLines());
    }

    public AuditServer server() {
        return server;
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

    public HttpResponse<byte[]> bytes(String path) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create(url(path))).build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    public HttpResponse<String> post(String path, String form, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url(path)))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() {
        server.close();
        try {
            Files.deleteIfExists(LogFiles.live(dir));
            Files.deleteIfExists(dir);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
