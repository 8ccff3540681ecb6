package io.whoset.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.whoset.forensics.attribution.AssemblerSettings;
import io.whoset.forensics.record.PeerProcess;
import io.whoset.forensics.record.WriteRecord;
import io.whoset.proxy.header.SendProxy;
import io.whoset.proxy.identity.FakeResolver;
import io.whoset.proxy.identity.ReverseResolver;
import io.whoset.proxy.net.Address;
import io.whoset.proxy.net.Lookup;
import io.whoset.proxy.net.Transport;
import io.whoset.proxy.procfs.PeerProcesses;
import io.whoset.testkit.RealMemcached;
import io.whoset.testkit.Script;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is at the other end, asked of this machine: the names of addresses, and the process behind a socket. */
class PeersIT {
    private static final String SET = "set k 0 0 5\r\nhello\r\n";
    private static final RouteOptions HEADER = new RouteOptions(true, SendProxy.OFF, null, null, null);

    @TempDir
    Path dir;

    private final FakeResolver resolver = new FakeResolver();
    private RealMemcached memcached;

    @BeforeEach
    void start() throws Exception {
        memcached = RealMemcached.start();
    }

    @AfterEach
    void end() {
        resolver.answer();
        memcached.close();
    }

    private ProxyUnderTest proxy(Address listen, RouteOptions options, PeerSettings peers) throws BindFailure {
        Address upstream = new Address("127.0.0.1", memcached.address().getPort());
        Route route = new Route("test", listen, upstream, AssemblerSettings.DEFAULT, options);
        Transport transport = Transport.best(List.of(route.listen(), route.upstream()));
        return new ProxyUnderTest(List.of(route), transport, Lookup.Resolver.SYSTEM, peers);
    }

    private ProxyUnderTest naming(ReverseResolver names, RouteOptions options) throws BindFailure {
        return proxy(new Address("127.0.0.1", 0), options, new PeerSettings(null, names));
    }

    private ProxyUnderTest looking(Address listen, RouteOptions options) throws BindFailure {
        return proxy(listen, options, new PeerSettings(PeerProcesses.PROC, null));
    }

    @Test
    void writer_withResolving_isTheHostsNameFromTheFirstWriteOn() throws Exception {
        try (ProxyUnderTest proxy = naming(ReverseResolver.SYSTEM, RouteOptions.PLAIN)) {
            assertThat(Script.send(SET + SET).run(proxy.address())).isEqualTo("STORED\r\nSTORED\r\n");
            assertThat(proxy.writesOfAll())
                    .hasSize(2)
                    .allSatisfy(write -> assertThat(write.origin().writer()).isEqualTo("localhost"))
                    .allSatisfy(write -> assertThat(write.origin().peer()).startsWith("127.0.0.1:"));
        }
    }

    @Test
    void writer_behindAPROXYHeader_isTheNameOfTheAddressInIt_withWhatCameInOneRead() throws Exception {
        resolver.name("192.0.2.7", "web-7.example", "192.0.2.7");
        try (ProxyUnderTest proxy = naming(resolver, HEADER)) {
            assertThat(Script.send("PROXY TCP4 192.0.2.7 127.0.0.1 4711 11211\r\n" + SET)
                            .run(proxy.address()))
                    .isEqualTo("STORED\r\n");
            assertThat(proxy.writesOfAll()).singleElement().satisfies(write -> {
                assertThat(write.origin().writer()).isEqualTo("web-7.example");
                assertThat(write.origin().peer()).isEqualTo("192.0.2.7:4711");
            });
        }
    }

    @Test
    void writer_whoseNameDoesNotCome_isItsAddress_andWaitsNoMore() throws Exception {
        resolver.hold();
        try (ProxyUnderTest proxy = naming(resolver, RouteOptions.PLAIN)) {
            for (int i = 0; i < 5; i++) {
                assertThat(Script.send(SET).run(proxy.address())).isEqualTo("STORED\r\n");
            }
            assertThat(proxy.writesOfAll())
                    .hasSize(5)
                    .allSatisfy(write -> assertThat(write.origin().writer()).isEqualTo("127.0.0.1"));
            assertThat(proxy.server().peerCounters().namesLate.sum()).isEqualTo(5);
            assertThat(resolver.asked()).isEqualTo(1);
        }
    }

    @Test
    void process_ofATcpClient_isThisOne() throws Exception {
        try (ProxyUnderTest proxy = looking(new Address("127.0.0.1", 0), RouteOptions.PLAIN)) {
            assertProcess(proxy);
        }
        try (ProxyUnderTest proxy = looking(Address.parse("[::]:0"), RouteOptions.PLAIN)) {
            assertProcess(proxy);
        }
        try (ProxyUnderTest proxy = looking(Address.parse("[::1]:0"), RouteOptions.PLAIN)) {
            assertProcess(proxy);
        }
    }

    private static String thisProcess() throws IOException {
        return ProcessHandle.current().pid() + " "
                + Files.readString(Path.of("/proc/self/comm")).strip();
    }

    private static void assertProcess(ProxyUnderTest proxy) throws Exception {
        try (Socket client = new Socket(
                proxy.address().getAddress().isAnyLocalAddress()
                        ? InetAddress.getLoopbackAddress()
                        : proxy.address().getAddress(),
                proxy.address().getPort())) {
            client.getOutputStream().write(SET.getBytes(StandardCharsets.US_ASCII));
            assertThat(client.getInputStream().readNBytes(8)).asString().isEqualTo("STORED\r\n");
            awaitProcess(proxy);
        }
    }

    private static void awaitProcess(ProxyUnderTest proxy) throws IOException {
        String expected = thisProcess();
        await().untilAsserted(() -> assertThat(proxy.sink().writes())
                .singleElement()
                .extracting(WriteRecord::origin)
                .satisfies(origin -> assertThat(origin.process().text()).isEqualTo(expected)));
    }

    @Test
    void process_ofAUnixClient_isThisOne() throws Exception {
        Address listen = new Address(dir.resolve("sock").toString(), -1);
        try (ProxyUnderTest proxy = looking(listen, RouteOptions.PLAIN);
                SocketChannel client = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            client.connect(UnixDomainSocketAddress.of(listen.host()));
            assertThat(client.write(ByteBuffer.wrap(SET.getBytes(StandardCharsets.US_ASCII))))
                    .isEqualTo(SET.length());
            awaitProcess(proxy);
        }
    }

    @Test
    void process_behindAPROXYHeader_isNotTheBalancers() throws Exception {
        try (ProxyUnderTest proxy = looking(new Address("127.0.0.1", 0), HEADER)) {
            String header = "PROXY TCP4 127.0.0.1 127.0.0.1 4711 11211\r\n";
            assertThat(Script.send(header + SET).run(proxy.address())).isEqualTo("STORED\r\n");
            assertThat(proxy.writesOfAll())
                    .singleElement()
                    .satisfies(write -> assertThat(write.origin().process()).isSameAs(PeerProcess.NONE));
        }
    }
}
