package io.whoset.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.whoset.forensics.attribution.AssemblerSettings;
import io.whoset.forensics.record.WriteRecord;
import io.whoset.proxy.header.SendProxy;
import io.whoset.proxy.health.RouteProbe;
import io.whoset.proxy.net.Address;
import io.whoset.proxy.net.Lookup;
import io.whoset.proxy.net.Transport;
import io.whoset.proxy.tls.ClientCertificates;
import io.whoset.proxy.tls.ServerTls;
import io.whoset.testkit.Certificates;
import io.whoset.testkit.RealMemcached;
import io.whoset.testkit.Script;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every kind of address on either side, before the real memcached. */
class AddressesIT {
    private static final String SET = "set k 0 0 5\r\nhello\r\n";

    private static final byte[] IPV6_LOOPBACK = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};

    @TempDir
    Path dir;

    private static Address of(RealMemcached memcached) {
        return new Address("127.0.0.1", memcached.address().getPort());
    }

    private static String overUnix(Path path, String text) throws IOException {
        try (SocketChannel socket = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
            ByteBuffer bytes = StandardCharsets.US_ASCII.encode(text);
            while (bytes.hasRemaining()) {
                assertThat(socket.write(bytes)).isPositive();
            }
            socket.shutdownOutput();
            return new String(Channels.newInputStream(socket).readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    private Address unix(String name) {
        return new Address(dir.resolve(name).toString(), -1);
    }

    @Test
    void listen_ipv6_namesThePeerInItsShortForm() throws Exception {
        try (RealMemcached memcached = RealMemcached.start();
                ProxyUnderTest proxy =
                        new ProxyUnderTest(Address.parse("[::1]:0"), of(memcached), RouteOptions.PLAIN)) {
            assertThat(Script.send(SET).run(proxy.address())).isEqualTo("STORED\r\n");
            assertThat(proxy.writesOfAll()).hasSize(1).allSatisfy(write -> {
                assertThat(write.origin().peer()).matches("\\[::1]:\\d+");
                assertThat(write.origin().writer()).isEqualTo("::1");
            });
            assertThat(new RouteProbe(proxy.route(), new TestTime()).ask().reason())
                    .isEmpty();
        }
    }

    @Test
    void listen_allAddresses_namesAnIpv4PeerAsSuch_andIsProbed() throws Exception {
        try (RealMemcached memcached = RealMemcached.start();
                ProxyUnderTest proxy = new ProxyUnderTest(Address.parse("[::]:0"), of(memcached), RouteOptions.PLAIN)) {
            InetSocketAddress v4 = new InetSocketAddress(
                    InetAddress.getLoopbackAddress(), proxy.address().getPort());
            assertThat(Script.send(SET).run(v4)).isEqualTo("STORED\r\n");
            assertThat(proxy.writesOfAll())
                    .extracting(write -> write.origin().writer())
                    .containsExactly("127.0.0.1");
            assertThat(new RouteProbe(proxy.route(), new TestTime()).ask().reason())
                    .isEmpty();
        }
    }

    @Test
    void upstream_nameWithSeveralAddresses_isTriedAddressByAddress() throws Exception {
        Lookup.Resolver several = host -> new InetAddress[] {
            InetAddress.getByName("127.0.9.1"),
            InetAddress.getByAddress(IPV6_LOOPBACK),
            InetAddress.getLoopbackAddress()
        };
        try (RealMemcached memcached = RealMemcached.start();
                ProxyUnderTest proxy = named(memcached, several)) {
            for (int i = 0; i < 20; i++) {
                assertThat(Script.send(SET).run(proxy.address())).isEqualTo("STORED\r\n");
            }
            assertThat(proxy.writesOfAll())
                    .hasSize(20)
                    .allSatisfy(write -> assertThat(write.origin().upstream()).startsWith("cache.test:"));
            assertThat(proxy.counters().upstreamRefused.sum()).isZero();
        }
    }

    private static ProxyUnderTest named(RealMemcached memcached, Lookup.Resolver resolver) throws BindFailure {
        Route route = new Route(
                "test",
                new Address("127.0.0.1", 0),
                new Address("cache.test", memcached.address().getPort()),
                AssemblerSettings.DEFAULT);
        return new ProxyUnderTest(route, Transport.best(), resolver);
    }

    @Test
    void upstream_nameThatIsNotKnown_closesTheClient_andIsLookedUpAnewForTheNext() throws Exception {
        CountDownLatch first = new CountDownLatch(1);
        Lookup.Resolver late = host -> {
            if (first.getCount() > 0) {
                first.countDown();
                throw new UnknownHostException(host);
            }
            return new InetAddress[] {InetAddress.getLoopbackAddress()};
        };
        try (RealMemcached memcached = RealMemcached.start();
                ProxyUnderTest proxy = named(memcached, late)) {
            assertThat(Script.send(SET).run(proxy.address()).replace("<reset>", ""))
                    .isEmpty();
            assertThat(proxy.counters().upstreamRefused.sum()).isEqualTo(1);
            assertThat(Script.send(SET).run(proxy.address())).isEqualTo("STORED\r\n");
        }
    }

    @Test
    void upstream_lookUpThatHangs_blocksNobodyElse() throws Exception {
        CountDownLatch answer = new CountDownLatch(1);
        Lookup.Resolver slow = host -> {
            try {
                answer.await();
            } catch (InterruptedException stopped) {
                throw new UnknownHostException(host);
            }
            return new InetAddress[] {InetAddress.getLoopbackAddress()};
        };
        try (RealMemcached memcached = RealMemcached.start()) {
            Route byName = new Route(
                    "named",
                    new Address("127.0.0.1", 0),
                    new Address("cache.test", memcached.address().getPort()),
                    AssemblerSettings.DEFAULT);
            Route byAddress = new Route("plain", new Address("127.0.0.1", 0), of(memcached), AssemblerSettings.DEFAULT);
            try (ProxyUnderTest proxy = new ProxyUnderTest(List.of(byName, byAddress), Transport.best(), slow)) {
                InetSocketAddress named = proxy.address();
                InetSocketAddress plain =
                        (InetSocketAddress) proxy.server().routes().get(1).localAddress();
                String[] heard = new String[1];
                Thread waiting = new Thread(() -> heard[0] = run(named), "waits-for-the-name");
                waiting.start();
                for (int i = 0; i < 20; i++) {
                    assertThat(Script.send(SET).run(plain)).isEqualTo("STORED\r\n");
                }
                assertThat(waiting.isAlive()).isTrue();
                answer.countDown();
                waiting.join();
                assertThat(heard[0]).isEqualTo("STORED\r\n");
            }
        }
    }

    private static String run(InetSocketAddress server) {
        try {
            return Script.send(SET).run(server);
        } catch (IOException e) {
            return e.toString();
        }
    }

    @Test
    void unix_onBothSides_namesTheProcess_keepsItsMode_andIsProbed() throws Exception {
        Path upstream = dir.resolve("memcached.sock");
        Process memcached = new ProcessBuilder("memcached", "-u", "root", "-s", upstream.toString(), "-a", "0777")
                .inheritIO()
                .start();
        RouteOptions mode =
                new RouteOptions(false, SendProxy.OFF, PosixFilePermissions.fromString("rw-rw----"), null, null);
        try (ProxyUnderTest proxy =
                new ProxyUnderTest(unix("whoset.sock"), new Address(upstream.toString(), -1), mode)) {
            org.awaitility.Awaitility.await().until(() -> Files.exists(upstream));
            Path listening = dir.resolve("whoset.sock");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(listening)))
                    .isEqualTo("rw-rw----");
            assertThat(overUnix(listening, SET.repeat(100))).isEqualTo("STORED\r\n".repeat(100));
            List<WriteRecord> writes = proxy.writesOfAll();
            assertThat(writes).hasSize(100).allSatisfy(write -> {
                assertThat(write.origin().peer())
                        .isEqualTo("unix:pid=" + ProcessHandle.current().pid());
                assertThat(write.origin().upstream()).isEqualTo("unix:" + upstream);
            });
            assertThat(new RouteProbe(proxy.route(), new TestTime()).ask().reason())
                    .isEmpty();
            String big = "x".repeat(900_000);
            assertThat(overUnix(listening, "set b 0 0 900000\r\n" + big + "\r\n" + "get b\r\n".repeat(20)))
                    .hasSize(8 + 20 * ("VALUE b 0 900000\r\n".length() + 900_002 + 5));
        } finally {
            memcached.destroy();
            memcached.waitFor();
        }
        assertThat(dir.resolve("whoset.sock")).doesNotExist();
    }

    @Test
    void unix_withTlsAndProxyHeader_isProbed() throws Exception {
        Certificates made = new Certificates().sign("server", "/CN=cache.test");
        ServerTls tls = new ServerTls(
                made.file("server.pem"), made.file("server.key"), ClientCertificates.REQUIRE, made.file("ca.pem"));
        RouteOptions options = new RouteOptions(true, SendProxy.OFF, null, tls, null);
        try (RealMemcached memcached = RealMemcached.start();
                ProxyUnderTest proxy = new ProxyUnderTest(unix("tls.sock"), of(memcached), options)) {
            // the first handshake of a process loads much, and a probe waits for two seconds only
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(new RouteProbe(proxy.route(), new TestTime())
                                    .ask()
                                    .reason())
                            .isEmpty());
        }
    }

    @Test
    void unixListener_staleFile_isReplaced() throws Exception {
        Path path = dir.resolve("stale.sock");
        try (ServerSocketChannel dead = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            dead.bind(UnixDomainSocketAddress.of(path));
        }
        assertThat(path).exists();
        try (RealMemcached memcached = RealMemcached.start();
                ProxyUnderTest proxy = new ProxyUnderTest(unix("stale.sock"), of(memcached), RouteOptions.PLAIN)) {
            assertThat(overUnix(path, SET)).isEqualTo("STORED\r\n");
            assertThat(proxy.writesOfAll()).hasSize(1);
        }
    }

    @Test
    void unixListener_liveSocketOrRegularFile_staysAndIsNamed() throws Exception {
        Path regular = dir.resolve("regular");
        Files.writeString(regular, "precious");
        try (RealMemcached memcached = RealMemcached.start();
                ProxyUnderTest first = new ProxyUnderTest(unix("live.sock"), of(memcached), RouteOptions.PLAIN)) {
            assertThatThrownBy(() -> open("live.sock", memcached))
                    .isInstanceOf(BindFailure.class)
                    .hasMessageContaining("live.sock")
                    .hasMessageContaining("another process listens");
            assertThatThrownBy(() -> open("regular", memcached))
                    .isInstanceOf(BindFailure.class)
                    .hasMessageContaining("no socket");
            assertThat(regular).hasContent("precious");
            assertThat(overUnix(dir.resolve("live.sock"), SET)).isEqualTo("STORED\r\n");
            assertThat(first.counters().upstreamRefused.sum()).isZero();
        }
    }

    private void open(String name, RealMemcached memcached) throws BindFailure {
        new ProxyUnderTest(unix(name), of(memcached), RouteOptions.PLAIN).close();
    }
}
