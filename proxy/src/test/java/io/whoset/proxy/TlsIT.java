package io.whoset.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.whoset.forensics.record.WriteRecord;
import io.whoset.proxy.header.SendProxy;
import io.whoset.proxy.health.RouteProbe;
import io.whoset.proxy.net.Address;
import io.whoset.proxy.tls.ClientCertificates;
import io.whoset.proxy.tls.ReloadingContext;
import io.whoset.proxy.tls.ServerTls;
import io.whoset.proxy.tls.UpstreamTls;
import io.whoset.testkit.Certificates;
import io.whoset.testkit.RealMemcached;
import io.whoset.testkit.Script;
import io.whoset.testkit.TlsScript;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** TLS on either side, before the real memcached, which speaks it where it runs with {@code -Z}. */
class TlsIT {
    private static final String SET = "set k 0 0 5\r\nhello\r\n";
    private static @Nullable Certificates made;

    @BeforeAll
    static void make() throws Exception {
        made = new Certificates()
                .sign("server", "/O=whoset/CN=cache.test")
                .sign("other", "/CN=other.test")
                .sign("billing", "/O=Shop/OU=a, b/CN=billing");
    }

    private static Certificates files() {
        return java.util.Objects.requireNonNull(made);
    }

    private static Address of(InetSocketAddress address) {
        return new Address("127.0.0.1", address.getPort());
    }

    private static RouteOptions tls(ClientCertificates clients) {
        return new RouteOptions(false, SendProxy.OFF, null, server(clients), null);
    }

    private static ServerTls server(ClientCertificates clients) {
        return new ServerTls(files().file("server.pem"), files().file("server.key"), clients, files().file("ca.pem"));
    }

    private static RouteOptions upstream(UpstreamTls upstream) {
        return new RouteOptions(false, SendProxy.OFF, null, null, upstream);
    }

    private static RealMemcached memcachedWithTls(String... more) throws Exception {
        return RealMemcached.start(
                "-Z",
                "-o",
                "ssl_chain_cert=" + files().file("server.pem") + ",ssl_key=" + files().file("server.key")
                        + String.join("", more));
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void client_halfClosesAfterABatch_getsEveryReply_asFromMemcachedItself(String protocol) throws Exception {
        String big = "set big 0 0 400000\r\n" + "x".repeat(400_000) + "\r\n";
        String batch = SET.repeat(300) + big + "get big k\r\n".repeat(30) + "mn\r\n";
        TlsScript script = new TlsScript(files().client(null), protocol);
        UpstreamTls checked = new UpstreamTls(files().file("ca.pem"), true, null, null, null);
        try (RealMemcached straight = memcachedWithTls();
                RealMemcached plain = RealMemcached.start();
                ProxyUnderTest front = new ProxyUnderTest(of(plain.address()), tls(ClientCertificates.NONE));
                ProxyUnderTest both = new ProxyUnderTest(
                        of(straight.address()),
                        new RouteOptions(false, SendProxy.OFF, null, server(ClientCertificates.NONE), checked))) {
            String expected = script.run(straight.address(), batch);
            assertThat(expected.length()).isGreaterThan(12_000_000);
            for (ProxyUnderTest proxy : List.of(front, both)) {
                String heard = script.run(proxy.address(), batch);
                assertThat(heard.length()).isEqualTo(expected.length());
                assertThat(heard.equals(expected)).isTrue();
            }
            assertThat(front.writesOfAll()).hasSize(301).allSatisfy(write -> {
                assertThat(write.outcome()).isEqualTo("STORED");
                assertThat(write.origin().writer()).isEqualTo("127.0.0.1");
            });
            assertThat(both.writesOfAll()).hasSize(301);
        }
    }

    @Test
    void upstream_speaksTls_plainClientsDoNotNotice() throws Exception {
        UpstreamTls checked = new UpstreamTls(files().file("ca.pem"), true, "cache.test", null, null);
        try (RealMemcached memcached = memcachedWithTls();
                ProxyUnderTest proxy = new ProxyUnderTest(of(memcached.address()), upstream(checked))) {
            for (int i = 0; i < 50; i++) {
                assertThat(Script.send(SET.repeat(20) + "get k\r\n").run(proxy.address()))
                        .isEqualTo("STORED\r\n".repeat(20) + "VALUE k 0 5\r\nhello\r\nEND\r\n");
            }
            assertThat(proxy.writesOfAll()).hasSize(1000);
            assertThat(new RouteProbe(proxy.route(), new TestTime()).ask().reason())
                    .isEmpty();
        }
    }

    @Test
    void upstream_thatCannotBeTrusted_isRefused_countedAndClosed() throws Exception {
        UpstreamTls wrongName = new UpstreamTls(files().file("ca.pem"), true, "elsewhere.test", null, null);
        UpstreamTls anyName = new UpstreamTls(files().file("ca.pem"), false, "elsewhere.test", null, null);
        UpstreamTls wrongCa = new UpstreamTls(files().file("billing.pem"), false, null, null, null);
        UpstreamTls javasCas = new UpstreamTls(null, true, null, null, null);
        try (RealMemcached memcached = memcachedWithTls()) {
            assertThat(answer(memcached, anyName)).isEqualTo("STORED\r\n1 0");
            for (UpstreamTls refused : List.of(wrongName, wrongCa, javasCas)) {
                assertThat(answer(memcached, refused)).isEqualTo("0 1");
            }
        }
        try (RealMemcached plain = RealMemcached.start()) {
            assertThat(answer(plain, anyName)).isEqualTo("0 1");
        }
    }

    /** What a client hears, the writes and the failed handshakes. */
    private static String answer(RealMemcached memcached, UpstreamTls settings) throws Exception {
        try (ProxyUnderTest proxy = new ProxyUnderTest(of(memcached.address()), upstream(settings))) {
            String heard = Script.send(SET).run(proxy.address()).replace("<reset>", "");
            long writes = proxy.writesOfAll().stream()
                    .filter(write -> "STORED".equals(write.outcome()))
                    .count();
            return heard + writes + " " + proxy.counters().upstreamTlsFailed.sum();
        }
    }

    @Test
    void upstream_thatAsksForACertificate_getsIt() throws Exception {
        UpstreamTls known = new UpstreamTls(
                files().file("ca.pem"), true, null, files().file("billing.pem"), files().file("billing.key"));
        UpstreamTls unknown = new UpstreamTls(files().file("ca.pem"), true, null, null, null);
        try (RealMemcached memcached = memcachedWithTls(",ssl_verify_mode=2,ssl_ca_cert=" + files().file("ca.pem"))) {
            assertThat(answer(memcached, known)).isEqualTo("STORED\r\n1 0");
            // its last word, an alert, may be lost in the reset that follows it
            assertThat(answer(memcached, unknown)).startsWith("0 ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void clientCertificate_namesTheWriter(String protocol) throws Exception {
        try (RealMemcached memcached = RealMemcached.start();
                ProxyUnderTest proxy = new ProxyUnderTest(of(memcached.address()), tls(ClientCertificates.REQUIRE))) {
            TlsScript known = new TlsScript(files().client("billing"), protocol);
            for (int i = 0; i < 3; i++) {
                assertThat(known.run(proxy.address(), SET)).isEqualTo("STORED\r\n");
            }
            TlsScript nobody = new TlsScript(files().client(null), protocol);
            assertThatThrownBy(() -> nobody.run(proxy.address(), SET)).isInstanceOf(IOException.class);
            await().until(() -> proxy.counters().clientTlsFailed.sum() == 1);
            assertThat(proxy.writesOfAll()).hasSize(3).allSatisfy(write -> {
                assertThat(write.origin().writer()).isEqualTo("billing");
                assertThat(write.origin().peer()).startsWith("127.0.0.1:");
            });
            assertThat(new RouteProbe(proxy.route(), new TestTime()).ask().reason())
                    .isEmpty();
        }
    }

    @Test
    void clientCertificate_optional_isAskedForAndMayBeMissing_butNotWrong() throws Exception {
        Certificates stranger = new Certificates().sign("stranger", "/CN=billing");
        try (RealMemcached memcached = RealMemcached.start();
                ProxyUnderTest proxy = new ProxyUnderTest(of(memcached.address()), tls(ClientCertificates.OPTIONAL))) {
            assertThat(new TlsScript(files().client("billing"), "TLSv1.3").run(proxy.address(), SET))
                    .isEqualTo("STORED\r\n");
            assertThat(new TlsScript(files().client(null), "TLSv1.3").run(proxy.address(), SET))
                    .isEqualTo("STORED\r\n");
            Files.copy(files().file("ca.pem"), stranger.file("ca.pem"), StandardCopyOption.REPLACE_EXISTING);
            TlsScript wrong = new TlsScript(stranger.client("stranger"), "TLSv1.2");
            assertThatThrownBy(() -> wrong.run(proxy.address(), SET)).isInstanceOf(IOException.class);
            assertThat(proxy.writesOfAll())
                    .extracting(write -> write.origin().writer())
                    .containsExactlyInAnyOrder("billing", "127.0.0.1");
        }
    }

    @Test
    void client_thatSpeaksNoTls_isClosedAndCounted() throws Exception {
        try (RealMemcached memcached = RealMemcached.start();
                ProxyUnderTest proxy = new ProxyUnderTest(of(memcached.address()), tls(ClientCertificates.NONE))) {
            Script.send(SET).run(proxy.address());
            Script.send("").run(proxy.address());
            await().until(() -> proxy.counters().clientTlsFailed.sum() == 2);
            assertThat(proxy.sink().writes()).isEmpty();
            assertThat(proxy.counters().accepted.sum()).isZero();
        }
    }

    @Test
    void client_doesNotRead_isWaitedForInBoundedMemoryAndLosesNothing() throws Exception {
        int replies = 200;
        int size = 500_000;
        UpstreamTls checked = new UpstreamTls(files().file("ca.pem"), true, null, null, null);
        RouteOptions both = new RouteOptions(false, SendProxy.OFF, null, server(ClientCertificates.NONE), checked);
        try (RealMemcached memcached = memcachedWithTls();
                ProxyUnderTest proxy = new ProxyUnderTest(of(memcached.address()), both);
                SSLSocket client = new TlsScript(files().client(null), "TLSv1.3").connect(proxy.address())) {
            String set = "set big 0 0 " + size + "\r\n" + "x".repeat(size) + "\r\n";
            client.getOutputStream().write(set.getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(client.getInputStream().readNBytes(8), StandardCharsets.US_ASCII))
                    .isEqualTo("STORED\r\n");
            client.getOutputStream().write("get big\r\n".repeat(replies).getBytes(StandardCharsets.US_ASCII));
            // what whoset had taken from the server by now waits in socket buffers, not in its memory
            assertThat(ProxyUnderTest.awaitStandstill(proxy.counters().bytesToClient, size, Duration.ofSeconds(10)))
                    .isLessThan(20_000_000L);

            long expected = (long) replies * (("VALUE big 0 " + size + "\r\n").length() + size + 2 + 5);
            assertThat(client.getInputStream().readNBytes((int) expected).length)
                    .isEqualTo((int) expected);
        }
    }

    @Test
    void client_resetsInTheMiddleOfAValue_resetsTheServerToo() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ProxyUnderTest proxy = new ProxyUnderTest(
                        of((InetSocketAddress) server.getLocalSocketAddress()), tls(ClientCertificates.NONE));
                Socket raw = new Socket(
                        InetAddress.getLoopbackAddress(), proxy.address().getPort());
                SSLSocket client =
                        (SSLSocket) files().client(null).getSocketFactory().createSocket(raw, "localhost", 0, false)) {
            client.getOutputStream().write("set k 0 0 1000\r\nxxx".getBytes(StandardCharsets.US_ASCII));
            try (Socket upstream = server.accept()) {
                upstream.setSoTimeout(5_000);
                assertThat(upstream.getInputStream().readNBytes(19)).hasSize(19);
                raw.setSoLinger(true, 0);
                raw.close();
                assertThatThrownBy(() ->
                                assertThat(upstream.getInputStream().read()).isEqualTo(-2))
                        .isInstanceOf(SocketException.class)
                        .hasMessageContaining("reset");
            }
        }
    }

    @Test
    void upstream_killed_endsTheClientAtOnce() throws Exception {
        UpstreamTls checked = new UpstreamTls(files().file("ca.pem"), true, null, null, null);
        RouteOptions both = new RouteOptions(false, SendProxy.OFF, null, server(ClientCertificates.NONE), checked);
        try (RealMemcached memcached = memcachedWithTls();
                ProxyUnderTest proxy = new ProxyUnderTest(of(memcached.address()), both);
                SSLSocket client = new TlsScript(files().client(null), "TLSv1.3").connect(proxy.address())) {
            client.getOutputStream().write(SET.getBytes(StandardCharsets.US_ASCII));
            assertThat(client.getInputStream().readNBytes(8)).hasSize(8);
            memcached.close();
            client.setSoTimeout(2_000);
            assertThat(isEnded(client)).isTrue();
            assertThat(proxy.writesOfAll()).extracting(WriteRecord::outcome).containsExactly("STORED");
        }
    }

    private static boolean isEnded(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read() < 0;
        } catch (java.net.SocketTimeoutException alive) {
            return false;
        } catch (SocketException reset) {
            return true;
        }
    }

    @Test
    void files_thatChange_areTakenByNewConnections_andBrokenOnesAreNot() throws Exception {
        Certificates own = new Certificates().sign("live", "/CN=first").sign("next", "/CN=second");
        ServerTls live = new ServerTls(own.file("live.pem"), own.file("live.key"), ClientCertificates.NONE, null);
        TlsScript script = new TlsScript(own.client(null), "TLSv1.3");
        try (RealMemcached memcached = RealMemcached.start();
                ProxyUnderTest proxy = new ProxyUnderTest(
                        of(memcached.address()), new RouteOptions(false, SendProxy.OFF, null, live, null))) {
            ReloadingContext<?> context = proxy.server().tlsFiles().get(0);
            assertThat(script.subject(proxy.address())).isEqualTo("CN=first");
            try (SSLSocket open = script.connect(proxy.address())) {
                Files.copy(own.file("next.pem"), own.file("live.pem"), StandardCopyOption.REPLACE_EXISTING);
                context.reloadIfChanged();
                // its key is still the old one's
                assertThat(script.subject(proxy.address())).isEqualTo("CN=first");

                Files.copy(own.file("next.key"), own.file("live.key"), StandardCopyOption.REPLACE_EXISTING);
                context.reloadIfChanged();
                assertThat(script.subject(proxy.address())).isEqualTo("CN=second");

                Files.writeString(own.file("live.pem"), "-----BEGIN CERTIFICATE-----\nrubbish");
                context.reload();
                assertThat(script.subject(proxy.address())).isEqualTo("CN=second");

                open.getOutputStream().write(SET.getBytes(StandardCharsets.US_ASCII));
                assertThat(open.getInputStream().readNBytes(8)).hasSize(8);
            }
        }
    }

    @Test
    void proxyHeader_beforeTls_isThePeer() throws Exception {
        RouteOptions accepting = new RouteOptions(true, SendProxy.OFF, null, server(ClientCertificates.REQUIRE), null);
        UpstreamTls shown = new UpstreamTls(
                files().file("ca.pem"), true, null, files().file("billing.pem"), files().file("billing.key"));
        RouteOptions sending = new RouteOptions(false, SendProxy.V2, null, null, shown);
        try (RealMemcached memcached = RealMemcached.start();
                ProxyUnderTest inner = new ProxyUnderTest(of(memcached.address()), accepting);
                ProxyUnderTest outer = new ProxyUnderTest(of(inner.address()), sending)) {
            assertThat(Script.send(SET).run(outer.address())).isEqualTo("STORED\r\n");
            assertThat(outer.writesOfAll()).hasSize(1);
            assertThat(inner.writesOfAll()).hasSize(1).allSatisfy(write -> {
                assertThat(write.origin().peer())
                        .isEqualTo(outer.sink().writes().get(0).origin().peer());
                assertThat(write.origin().writer()).isEqualTo("billing");
            });
            assertThat(new RouteProbe(outer.route(), new TestTime()).ask().reason())
                    .isEmpty();
            assertThat(new RouteProbe(inner.route(), new TestTime()).ask().reason())
                    .isEmpty();
        }
    }
}
