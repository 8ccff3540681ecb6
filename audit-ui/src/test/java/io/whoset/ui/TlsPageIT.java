package io.whoset.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.linecorp.armeria.common.TlsKeyPair;
import io.whoset.testkit.Certificates;
import io.whoset.testkit.Http11;
import io.whoset.testkit.TlsScript;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;

class TlsPageIT {
    private static final String TOKEN = "correct-horse-battery";
    private static final String LOCAL = "for-this-machine-only";

    private final Certificates made = new Certificates();

    TlsPageIT() throws IOException {}

    private PageIdentity signed(String subject) throws IOException, InterruptedException {
        made.sign("page", subject);
        TlsKeyPair pair = TlsKeyPair.of(
                made.file("page.key").toFile(), made.file("page.pem").toFile());
        return new PageIdentity(pair.privateKey(), pair.certificateChain());
    }

    private Supplier<PageIdentity> signed() throws IOException, InterruptedException {
        PageIdentity identity = signed("/CN=localhost");
        return () -> identity;
    }

    private HttpClient client() throws Exception {
        return HttpClient.newBuilder().sslContext(made.client(null)).build();
    }

    private static HttpResponse<String> send(HttpClient client, HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void page_withACertificate_isServedByTlsAndItsCookieIsSecure() throws Exception {
        try (UiFixture ui = new UiFixture(0, TOKEN, LOCAL, signed())) {
            URI login = URI.create("https://localhost:" + ui.port() + "/login");

            HttpResponse<String> reply = send(
                    client(),
                    HttpRequest.newBuilder(login)
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(HttpRequest.BodyPublishers.ofString("token=" + TOKEN)));

            assertThat(reply.statusCode()).isEqualTo(303);
            assertThat(reply.headers().firstValue("set-cookie").orElseThrow()).contains("Secure", "SameSite=Strict");
        }
    }

    @Test
    void callersOfThisMachine_askAPlainPortOfTheirOwn() throws Exception {
        try (UiFixture ui = new UiFixture(0, TOKEN, LOCAL, signed())) {
            int port = ui.server().plainAddress().getPort();
            URI writers = URI.create("http://127.0.0.1:" + port + "/api/v1/writers");

            assertThat(ui.server().plainAddress().getAddress().isLoopbackAddress())
                    .isTrue();
            assertThat(send(Http11.client(), HttpRequest.newBuilder(writers).header("Authorization", "Bearer " + LOCAL))
                            .statusCode())
                    .isEqualTo(200);
            assertThat(send(Http11.client(), HttpRequest.newBuilder(writers)).statusCode())
                    .isEqualTo(401);
            assertThat(firstLine(port)).startsWith("HTTP/1.1 421");
        }
    }

    private static String firstLine(int port) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream()
                    .write("GET /livez HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            String all = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return all.lines().findFirst().orElse("");
        }
    }

    @Test
    void certificate_thatIsRenewed_isShownToNewConnectionsAndOpenOnesStay() throws Exception {
        AtomicReference<PageIdentity> files = new AtomicReference<>(signed("/CN=first"));
        try (UiFixture ui = new UiFixture(0, TOKEN, LOCAL, files::get)) {
            TlsScript script = new TlsScript(made.client(null), "TLSv1.3");
            InetSocketAddress page = ui.server().address();
            try (SSLSocket open = script.connect(page)) {
                assertThat(script.subject(page)).isEqualTo("CN=first");
                files.set(signed("/CN=second"));

                assertThat(script.subject(page)).isEqualTo("CN=second");
                open.getOutputStream()
                        .write("GET /livez HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                assertThat(open.getInputStream().readNBytes(12)).asString().isEqualTo("HTTP/1.1 200");
            }
        }
    }
}
