package io.whoset.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whoset.testkit.Http11;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsPageIT {
    private static final String TOKEN = "correct-horse-battery";
    private static final String LOCAL = "for-this-machine-only";

    @TempDir
    private Path dir;

    private PageTls files() throws IOException, InterruptedException {
        Process made = new ProcessBuilder(
                        "openssl",
                        "req",
                        "-x509",
                        "-newkey",
                        "rsa:2048",
                        "-nodes",
                        "-days",
                        "2",
                        "-subj",
                        "/CN=localhost",
                        "-addext",
                        "subjectAltName=DNS:localhost,IP:127.0.0.1",
                        "-keyout",
                        "key.pem",
                        "-out",
                        "chain.pem")
                .directory(dir.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(made.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(made.waitFor()).as(said).isZero();
        return new PageTls(dir.resolve("chain.pem"), dir.resolve("key.pem"));
    }

    private HttpClient client() throws Exception {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        try (var in = Files.newInputStream(dir.resolve("chain.pem"))) {
            trusted.setCertificateEntry(
                    "page", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(null, managers.getTrustManagers(), null);
        return HttpClient.newBuilder().sslContext(tls).build();
    }

    private static HttpResponse<String> send(HttpClient client, HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void page_withACertificate_isServedByTlsAndItsCookieIsSecure() throws Exception {
        try (UiFixture ui = new UiFixture(0, TOKEN, LOCAL, files())) {
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
        try (UiFixture ui = new UiFixture(0, TOKEN, LOCAL, files())) {
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
    void files_thatAreNone_areNamed() throws Exception {
        PageTls good = files();
        Path rubbish = Files.writeString(dir.resolve("rubbish.pem"), "none");

        assertThatThrownBy(() -> new PageTls(dir.resolve("none.pem"), good.key()))
                .hasMessageContaining("none.pem cannot be read");
        assertThatThrownBy(() -> new PageTls(rubbish, good.key())).hasMessageContaining("PKCS #8");
    }
}
