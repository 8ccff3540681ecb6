package io.whoset.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.whoset.testkit.Certificates;
import io.whoset.testkit.RealMemcached;
import io.whoset.testkit.TlsScript;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SIGHUP reads certificates again, of listeners and of the page: new connections get the new one, open ones stay, and a broken file changes nothing. */
class TlsReloadIT {
    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    Path dir;

    @Test
    void hangUp_readsCertificatesAgain_withoutARestart() throws Exception {
        Certificates own = new Certificates().sign("live", "/CN=first").sign("next", "/CN=second");
        TlsScript script = new TlsScript(own.client(null), "TLSv1.3");
        try (RealMemcached memcached = RealMemcached.start();
                WhosetProcess whoset = start(own, memcached)) {
            InetSocketAddress server = whoset.listening();
            try (SSLSocket open = script.connect(server)) {
                assertThat(script.subject(server)).isEqualTo("CN=first");
                Files.copy(own.file("next.pem"), own.file("live.pem"), StandardCopyOption.REPLACE_EXISTING);
                Files.copy(own.file("next.key"), own.file("live.key"), StandardCopyOption.REPLACE_EXISTING);
                whoset.signal("HUP");
                await().atMost(SOON).until(() -> script.subject(server).equals("CN=second"));

                Files.writeString(own.file("live.pem"), "-----BEGIN CERTIFICATE-----\nrubbish");
                whoset.signal("HUP");
                await().atMost(SOON)
                        .until(() -> whoset.err().contains(own.file("live.pem").toString()));
                assertThat(script.subject(server)).isEqualTo("CN=second");

                open.getOutputStream().write("set k 0 0 5\r\nhello\r\n".getBytes(StandardCharsets.US_ASCII));
                assertThat(open.getInputStream().readNBytes(8)).asString().isEqualTo("STORED\r\n");
            }
            assertThat(whoset.terminate()).isEqualTo(ExitCode.DONE);
        }
    }

    @Test
    void hangUp_readsThePagesCertificateAgain_andABrokenOneIsNamed() throws Exception {
        Certificates own = new Certificates().sign("page", "/CN=first").sign("next", "/CN=second");
        TlsScript script = new TlsScript(own.client(null), "TLSv1.3");
        Path config = Files.write(
                dir.resolve("whoset.yaml"),
                List.of(
                        "ui:",
                        "  listen: 127.0.0.1:0",
                        "  tls:",
                        "    certificate: " + own.file("page.pem"),
                        "    key: " + own.file("page.key")));
        try (WhosetProcess whoset = WhosetProcess.start(
                dir, "proxy", "--listen", "127.0.0.1:0", "--upstream", "embedded", "--config", config.toString())) {
            InetSocketAddress page = new InetSocketAddress(
                    InetAddress.getLoopbackAddress(), URI.create(whoset.page()).getPort());
            assertThat(script.subject(page)).isEqualTo("CN=first");

            Files.copy(own.file("next.pem"), own.file("page.pem"), StandardCopyOption.REPLACE_EXISTING);
            whoset.signal("HUP");
            await().atMost(SOON)
                    .until(() -> whoset.err().contains(own.file("page.key") + " is not the key of the certificate in"));
            assertThat(whoset.err()).contains("TLS files cannot be used, the old ones stay in force");
            assertThat(script.subject(page)).isEqualTo("CN=first");

            Files.copy(own.file("next.key"), own.file("page.key"), StandardCopyOption.REPLACE_EXISTING);
            whoset.signal("HUP");
            await().atMost(SOON).until(() -> script.subject(page).equals("CN=second"));
            assertThat(whoset.err()).contains("TLS files read again");
        }
    }

    private WhosetProcess start(Certificates own, RealMemcached memcached) throws Exception {
        Path config = Files.write(
                dir.resolve("whoset.yaml"),
                List.of(
                        "routes:",
                        "  - listen: 127.0.0.1:0",
                        "    upstream: 127.0.0.1:" + memcached.address().getPort(),
                        "    tls:",
                        "      certificate: " + own.file("live.pem"),
                        "      key: " + own.file("live.key")));
        return WhosetProcess.start(dir, "proxy", "--no-ui", "--config", config.toString());
    }
}
