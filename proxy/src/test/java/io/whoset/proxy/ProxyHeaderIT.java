package io.whoset.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.whoset.forensics.record.WriteRecord;
import io.whoset.proxy.header.SendProxy;
import io.whoset.proxy.health.RouteProbe;
import io.whoset.proxy.net.Address;
import io.whoset.testkit.RealMemcached;
import io.whoset.testkit.Script;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Routes that take or give a PROXY header, before the real memcached. */
class ProxyHeaderIT {
    private static final RouteOptions ACCEPT = new RouteOptions(true, SendProxy.OFF, null, null, null);
    private static final String SET = "set k 0 0 5\r\nhello\r\n";
    private static final String V1 = "PROXY TCP4 192.0.2.7 192.0.2.8 56324 11211\r\n";

    private static Address of(InetSocketAddress address) {
        return new Address("127.0.0.1", address.getPort());
    }

    private static byte[] v2(int command, int family, byte[] rest) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {13, 10, 13, 10, 0, 13, 10, 'Q', 'U', 'I', 'T', 10});
        out.write(0x20 | command);
        out.write(family);
        out.write(rest.length >> 8);
        out.write(rest.length);
        out.writeBytes(rest);
        return out.toByteArray();
    }

    private static byte[] v2Tcp4() {
        byte[] rest = {(byte) 192, 0, 2, 7, (byte) 192, 0, 2, 8, (byte) 0xDC, 4, 0x2B, (byte) 0xCB, 4, 0, 2, 'x', 'y'};
        return v2(1, 0x11, rest);
    }

    private static byte[] join(byte[] header, String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(header);
        out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
        return out.toByteArray();
    }

    @Test
    void header_ofEitherVersion_cutAtEveryByte_isThePeer_andTheRestGoesOnUntouched() throws Exception {
        try (RealMemcached memcached = RealMemcached.start();
                ProxyUnderTest proxy = new ProxyUnderTest(of(memcached.address()), ACCEPT)) {
            int connections = 0;
            for (byte[] header : List.of(V1.getBytes(StandardCharsets.US_ASCII), v2Tcp4())) {
                byte[] all = join(header, SET);
                for (int cut = 1; cut <= header.length + 3; cut++) {
                    String answer = sendInTwo(proxy.address(), all, cut);
                    assertThat(answer).as("cut at %d", cut).isEqualTo("STORED\r\n");
                    connections++;
                }
            }
            assertThat(proxy.writesOfAll()).hasSize(connections).allSatisfy(write -> {
                assertThat(write.origin().peer()).isEqualTo("192.0.2.7:56324");
                assertThat(write.origin().writer()).isEqualTo("192.0.2.7");
            });
            assertThat(proxy.counters().proxyHeadersRefused.sum()).isZero();
        }
    }

    private static String sendInTwo(InetSocketAddress to, byte[] all, int cut) throws Exception {
        try (Socket socket = new Socket()) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(5_000);
            socket.connect(to);
            socket.getOutputStream().write(all, 0, cut);
            socket.getOutputStream().flush();
            socket.getOutputStream().write(all, cut, all.length - cut);
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    @Test
    void header_inOnePacketWithABatchAndAFin_stillGetsEveryReply() throws Exception {
        try (RealMemcached memcached = RealMemcached.start();
                ProxyUnderTest proxy = new ProxyUnderTest(of(memcached.address()), ACCEPT)) {
            for (int i = 0; i < 50; i++) {
                assertThat(Script.send(V1 + SET.repeat(20)).run(proxy.address()))
                        .isEqualTo("STORED\r\n".repeat(20));
            }
            assertThat(proxy.writesOfAll()).hasSize(1000);
        }
    }

    @Test
    void header_thatNamesNobody_leavesTheSocketsOwnAddress() throws Exception {
        try (RealMemcached memcached = RealMemcached.start();
                ProxyUnderTest proxy = new ProxyUnderTest(of(memcached.address()), ACCEPT)) {
            List<byte[]> headers = List.of(
                    "PROXY UNKNOWN\r\n".getBytes(StandardCharsets.US_ASCII),
                    "PROXY UNKNOWN ffff::1 ffff::2 1 2\r\n".getBytes(StandardCharsets.US_ASCII),
                    v2(0, 0x11, new byte[12]),
                    v2(0, 0, new byte[0]),
                    v2(1, 0, new byte[5]));
            for (byte[] header : headers) {
                assertThat(Script.send(List.of(join(header, SET))).run(proxy.address()))
                        .isEqualTo("STORED\r\n");
            }
            assertThat(proxy.writesOfAll())
                    .extracting(write -> write.origin().writer())
                    .hasSize(headers.size())
                    .containsOnly("127.0.0.1");
        }
    }

    @Test
    void header_ipv6_isWrittenShort() throws Exception {
        try (RealMemcached memcached = RealMemcached.start();
                ProxyUnderTest proxy = new ProxyUnderTest(of(memcached.address()), ACCEPT)) {
            assertThat(Script.send("PROXY TCP6 2001:db8:0:0::7 ::1 9 11211\r\n" + SET)
                            .run(proxy.address()))
                    .isEqualTo("STORED\r\n");
            assertThat(proxy.writesOfAll())
                    .extracting(write -> write.origin().peer())
                    .containsExactly("[2001:db8::7]:9");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                SET,
                "PROXY TCP4 192.0.2.7\r\n" + SET,
                "PROXY TCP4 example.org 192.0.2.8 1 2\r\n" + SET,
                "PROXY TCP6 192.0.2.7 192.0.2.8 1 2\r\n" + SET,
                "PROXY TCP4 192.0.2.7 192.0.2.8 65536 2\r\n" + SET,
                "PROXY TCP4 192.0.2.7 192.0.2.8 1 2\n" + SET,
                "PROXX",
                "PROXY TC",
                "\r\n\r\n\0\r\nQUIX",
                ""
            })
    void header_missingOrBroken_closesTheConnection_countedAndWithoutARecord(String sent) throws Exception {
        try (RealMemcached memcached = RealMemcached.start();
                ProxyUnderTest proxy = new ProxyUnderTest(of(memcached.address()), ACCEPT)) {
            assertThat(Script.send(sent).run(proxy.address()).replace("<reset>", ""))
                    .isEmpty();
            await().until(() -> proxy.counters().proxyHeadersRefused.sum() == 1);
            assertThat(proxy.counters().accepted.sum()).isZero();
            assertThat(proxy.sink().writes()).isEmpty();
        }
    }

    @Test
    void route_withoutProxyProtocol_relaysAHeaderAsBytes() throws Exception {
        try (RealMemcached memcached = RealMemcached.start();
                ProxyUnderTest proxy = new ProxyUnderTest(memcached.address())) {
            assertThat(Script.send(V1 + SET).run(proxy.address())).isEqualTo("ERROR\r\nSTORED\r\n");
            assertThat(proxy.writesOfAll())
                    .extracting(write -> write.origin().writer())
                    .containsExactly("127.0.0.1");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"V1", "V2"})
    void sendProxy_twoInARow_handTheClientsAddressThrough(String form) throws Exception {
        RouteOptions send = new RouteOptions(false, SendProxy.valueOf(form), null, null, null);
        try (RealMemcached memcached = RealMemcached.start();
                ProxyUnderTest inner = new ProxyUnderTest(of(memcached.address()), ACCEPT);
                ProxyUnderTest outer = new ProxyUnderTest(of(inner.address()), send)) {
            assertThat(Script.send(SET).run(outer.address())).isEqualTo("STORED\r\n");
            List<WriteRecord> seenOutside = outer.writesOfAll();
            List<WriteRecord> seenInside = inner.writesOfAll();
            assertThat(seenInside).hasSize(1);
            assertThat(seenInside.get(0).origin().peer())
                    .isEqualTo(seenOutside.get(0).origin().peer());
            assertThat(new RouteProbe(outer.route(), new TestTime()).ask().reason())
                    .isEmpty();
            assertThat(new RouteProbe(inner.route(), new TestTime()).ask().reason())
                    .isEmpty();
        }
    }

    @Test
    void sendProxy_header_isAheadOfTheClientsBytes() throws Exception {
        RouteOptions send = new RouteOptions(true, SendProxy.V1, null, null, null);
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ProxyUnderTest proxy =
                        new ProxyUnderTest(of((InetSocketAddress) server.getLocalSocketAddress()), send);
                Socket client = new Socket(
                        InetAddress.getLoopbackAddress(), proxy.address().getPort())) {
            client.getOutputStream().write((V1 + "version\r\n").getBytes(StandardCharsets.US_ASCII));
            try (Socket upstream = server.accept()) {
                upstream.setSoTimeout(5_000);
                assertThat(new String(
                                upstream.getInputStream().readNBytes((V1 + "version\r\n").length()),
                                StandardCharsets.US_ASCII))
                        .isEqualTo(V1 + "version\r\n");
            }
        }
    }

    @Test
    void header_neverSent_holdsNothingUp() throws Exception {
        List<Socket> silent = new ArrayList<>();
        try (RealMemcached memcached = RealMemcached.start();
                ProxyUnderTest proxy = new ProxyUnderTest(of(memcached.address()), ACCEPT)) {
            for (int i = 0; i < 20; i++) {
                silent.add(new Socket(
                        InetAddress.getLoopbackAddress(), proxy.address().getPort()));
            }
            assertThat(Script.send(V1 + SET).run(proxy.address())).isEqualTo("STORED\r\n");
            for (Socket socket : silent) {
                socket.close();
            }
            await().until(() -> proxy.counters().proxyHeadersRefused.sum() == 20);
        }
    }
}
