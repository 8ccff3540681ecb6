package io.whoset.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whoset.ui.metrics.ReadinessSource.RouteState;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuditServerTest {
    private static UiFixture ui;

    @BeforeAll
    static void start() throws IOException {
        ui = new UiFixture(null);
        new SampleWrites(ui.store).fleetUntil(1_800_000_000);
    }

    @AfterAll
    static void stop() {
        ui.close();
    }

    @Test
    void start_beyondLoopbackWithoutToken_refuses() {
        assertThatThrownBy(() -> AuditServer.start(new AuditServerSettings("0.0.0.0", 0, null), ui.sources()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0.0.0.0:0 without a token");
    }

    @Test
    void start_busyPort_saysWhatToDo() throws IOException {
        try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> AuditServer.start(
                            new AuditServerSettings("127.0.0.1", busy.getLocalPort(), null), ui.sources()))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("cannot listen on 127.0.0.1:" + busy.getLocalPort())
                    .hasMessageContaining("choose another address");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/livez", "/api/v1/writers", "/api/v1/none", "/none", "/page/none.js"})
    void get_anything_carriesTheSecurityHeaders(String path) throws Exception {
        HttpResponse<String> reply = ui.get(path);

        assertThat(reply.headers().firstValue("content-security-policy"))
                .hasValueSatisfying(csp -> assertThat(csp)
                        .contains("default-src 'none'", "frame-ancestors 'none'")
                        .doesNotContain("unsafe"));
        assertThat(reply.headers().firstValue("x-content-type-options")).hasValue("nosniff");
        assertThat(reply.headers().firstValue("referrer-policy")).hasValue("no-referrer");
        assertThat(reply.headers().firstValue("server")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/none, 404, not-found",
        "/api/v1/none, 404, not-found",
        "/page/none.js, 404, no-such-file",
        "/vendor/lit/..%2f..%2fpom.xml, 400, bad-request",
        "/vendor/lit/package.json, 404, no-such-file"
    })
    void get_whatIsNotThere_isATypedError(String path, int status, String code) throws Exception {
        HttpResponse<String> reply = ui.get(path);

        assertThat(reply.statusCode()).isEqualTo(status);
        assertThat(reply.body()).startsWith("{\"error\":{").contains("\"code\":\"" + code + "\"");
    }

    @Test
    void post_readOnlyResource_isRefused() throws Exception {
        assertThat(ui.post("/api/v1/writers", "").statusCode()).isEqualTo(405);
    }

    @ParameterizedTest
    @CsvSource({"evil.example, 421", "127.0.0.1.evil.example, 421", "localhost, 200", "127.0.0.1:1, 200", "[::1]:9, 200"
    })
    void request_hostHeader_isChecked(String host, int status) throws Exception {
        assertThat(rawGet("/livez", host)).startsWith("HTTP/1.1 " + status);
    }

    private String rawGet(String path, String host) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), ui.port())) {
            OutputStream out = socket.getOutputStream();
            out.write(("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/vendor/lit/index.js",
                "/vendor/lit-html/directives/repeat.js",
                "/vendor/uplot/dist/uPlot.esm.js"
            })
    void get_library_isAModuleThatRevalidates(String path) throws Exception {
        HttpResponse<String> first = ui.get(path);
        HttpResponse<String> second =
                ui.get(path, "If-None-Match", first.headers().firstValue("etag").orElseThrow());

        assertThat(first.headers().firstValue("content-type")).hasValue("text/javascript; charset=utf-8");
        assertThat(second.statusCode()).isEqualTo(304);
    }

    @Test
    void metrics_scraped_arePrometheusText() throws Exception {
        assertThat(ui.get("/metrics").body()).isEqualTo("""
                        # HELP whoset_writes_total Writes that were recorded.
                        # TYPE whoset_writes_total counter
                        whoset_writes_total 42
                        # HELP whoset_conns Open connections.
                        # TYPE whoset_conns gauge
                        whoset_conns{route="a\\"b\\\\c"} 1.5
                        """);
    }

    @Test
    void readyz_oneRouteFailed_is503AndNamesIt() throws Exception {
        ui.routes = List.of(new RouteState("main", true, ""), new RouteState("b", false, "connect refused"));

        HttpResponse<String> reply = ui.get("/readyz");
        ui.routes = UiFixture.READY;

        assertThat(reply.statusCode()).isEqualTo(503);
        assertThat(reply.body())
                .isEqualTo("{\"status\":\"failed\",\"routes\":[{\"route\":\"main\",\"ok\":true},"
                        + "{\"route\":\"b\",\"ok\":false,\"reason\":\"connect refused\"}]}");
    }

    @Test
    void readyz_allRoutesWork_is200() throws Exception {
        assertThat(ui.get("/readyz").statusCode()).isEqualTo(200);
    }
}
