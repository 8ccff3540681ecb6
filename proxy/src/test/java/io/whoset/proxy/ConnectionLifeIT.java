package io.whoset.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.whoset.forensics.attribution.AssemblerSettings;
import io.whoset.forensics.record.Payload;
import io.whoset.forensics.record.WriteRecord;
import io.whoset.proxy.health.RouteProbe;
import io.whoset.proxy.net.Address;
import io.whoset.proxy.net.Transport;
import io.whoset.testkit.RealMemcached;
import io.whoset.testkit.Script;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** How connections begin and end. */
class ConnectionLifeIT {
    @Test
    void connect_upstreamRefuses_closesTheClientWithoutABye() throws Exception {
        InetSocketAddress nobody;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = new InetSocketAddress(InetAddress.getLoopbackAddress(), free.getLocalPort());
        }
        try (ProxyUnderTest proxy = new ProxyUnderTest(nobody)) {
            assertThat(Script.send("version\r\n").run(proxy.address()).replace("<reset>", ""))
                    .isEmpty();
            assertThat(proxy.counters().upstreamRefused.sum()).isEqualTo(1);
            assertThat(new RouteProbe(proxy.route(), new TestTime()).ask().ready())
                    .isFalse();
        }
    }

    @Test
    void upstream_killedWhileIdle_closesTheClientAtOnce_andTheNextConnectionWorksAfterARestart() throws Exception {
        try (RealMemcached memcached = RealMemcached.start();
                ProxyUnderTest proxy = new ProxyUnderTest(memcached.address());
                Socket client = connect(proxy)) {
            ask(client, "set k 0 0 1\r\nx\r\n", "STORED\r\n");
            memcached.close();
            assertThat(isEnded(client)).isTrue();
            assertThat(proxy.writesOfAll()).hasSize(1);
        }
    }

    @Test
    void upstream_killedBeforeItAnswers_recordsTheWriteAsLost() throws Exception {
        try (ServerSocket mute = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ProxyUnderTest proxy = new ProxyUnderTest((InetSocketAddress) mute.getLocalSocketAddress());
                Socket client = connect(proxy)) {
            try (Socket upstream = mute.accept()) {
                client.getOutputStream().write("set k 0 0 1\r\nx\r\n".getBytes(StandardCharsets.US_ASCII));
                assertThat(upstream.getInputStream().readNBytes(16)).hasSize(16);
            }
            assertThat(isEnded(client)).isTrue();
            assertThat(proxy.writesOfAll()).extracting(WriteRecord::outcome).containsExactly("lost");
        }
    }

    @Test
    void client_resetsInTheMiddleOfAValue_resetsTheServerToo() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ProxyUnderTest proxy = new ProxyUnderTest((InetSocketAddress) server.getLocalSocketAddress());
                Socket client = connect(proxy);
                Socket upstream = server.accept()) {
            upstream.setSoTimeout(5_000);
            client.getOutputStream().write("set k 0 0 1000\r\nxxx".getBytes(StandardCharsets.US_ASCII));
            assertThat(upstream.getInputStream().readNBytes(19)).hasSize(19);
            client.setSoLinger(true, 0);
            client.close();
            assertThatThrownBy(
                            () -> assertThat(upstream.getInputStream().read()).isEqualTo(-2))
                    .isInstanceOf(SocketException.class)
                    .hasMessageContaining("reset");
            assertThat(proxy.writesOfAll()).isEmpty();
        }
    }

    @Test
    void client_resetsWhileItIsAnswered_endsTheServersConnectionToo() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ProxyUnderTest proxy = new ProxyUnderTest((InetSocketAddress) server.getLocalSocketAddress());
                Socket client = connect(proxy);
                Socket upstream = server.accept()) {
            client.setSoLinger(true, 0);
            byte[] answer = new byte[65_536];
            assertThatThrownBy(() -> {
                        for (int i = 0; i < 10_000; i++) {
                            upstream.getOutputStream().write(answer);
                            if (i == 20) {
                                client.close();
                            }
                        }
                    })
                    .isInstanceOf(SocketException.class);
            await().atMost(Duration.ofSeconds(5))
                    .until(() -> proxy.counters().open.sum() == 0);
        }
    }

    @Test
    void client_doesNotRead_isWaitedForInBoundedMemoryAndLosesNothing() throws Exception {
        int replies = 200;
        int size = 500_000;
        try (RealMemcached memcached = RealMemcached.start();
                ProxyUnderTest proxy = new ProxyUnderTest(memcached.address());
                Socket client = new Socket()) {
            client.setReceiveBufferSize(65_536);
            client.connect(proxy.address());
            client.setSoTimeout(20_000);
            ask(client, "set big 0 0 " + size + "\r\n" + "x".repeat(size) + "\r\n", "STORED\r\n");
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
    void sink_full_brakesTheClientAndLosesNoWrite() throws Exception {
        try (RealMemcached memcached = RealMemcached.start();
                ProxyUnderTest proxy = new ProxyUnderTest(memcached.address());
                Socket client = connect(proxy)) {
            proxy.sink().setRoom(1);
            ask(client, "set a 0 0 1\r\nx\r\n", "STORED\r\n");
            ask(client, "set b 0 0 1\r\nx\r\n", "STORED\r\n");
            client.setSoTimeout(500);
            client.getOutputStream().write("set c 0 0 1\r\nx\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThatThrownBy(() -> assertThat(client.getInputStream().read()).isEqualTo(-2))
                    .isInstanceOf(SocketTimeoutException.class);
            assertThat(proxy.sink().writes()).hasSize(1);

            proxy.sink().setRoom(100);
            client.setSoTimeout(5_000);
            assertThat(new String(client.getInputStream().readNBytes(8), StandardCharsets.US_ASCII))
                    .isEqualTo("STORED\r\n");
            client.close();
            assertThat(proxy.writesOfAll())
                    .extracting(write -> String.valueOf(write.key()))
                    .containsExactly("a", "b", "c");
            assertThat(proxy.counters().brakes.sum()).isEqualTo(1);
        }
    }

    @Test
    void origin_namesPeerWriterAndConnection() throws Exception {
        try (RealMemcached memcached = RealMemcached.start();
                ProxyUnderTest proxy = new ProxyUnderTest(memcached.address())) {
            try (Socket named = connectFrom("127.0.1.2", proxy);
                    Socket plain = connectFrom("127.0.1.3", proxy)) {
                ask(named, "set a 0 0 1\r\nx\r\n", "STORED\r\n");
                ask(plain, "set b 0 0 1\r\nx\r\n", "STORED\r\n");
            }
            assertThat(proxy.writesOfAll())
                    .extracting(write -> write.origin().writer())
                    .containsExactlyInAnyOrder("web-2", "127.0.1.3");
            assertThat(proxy.sink().writes()).allSatisfy(write -> {
                assertThat(write.origin().peer()).matches("127\\.0\\.1\\.[23]:\\d+");
                assertThat(write.rttMicros()).isNotNull();
            });
        }
    }

    @Test
    void asciiAuth_credential_isWithheld() throws Exception {
        java.nio.file.Path users = java.nio.file.Files.createTempFile("users", ".txt");
        java.nio.file.Files.writeString(users, "joe:secret\n");
        java.nio.file.Files.setPosixFilePermissions(
                users, java.nio.file.attribute.PosixFilePermissions.fromString("rw-r--r--"));
        try (RealMemcached memcached = RealMemcached.start("-Y", users.toString());
                ProxyUnderTest proxy = new ProxyUnderTest(
                        new Address("127.0.0.1", 0),
                        new Address("127.0.0.1", memcached.address().getPort()),
                        new AssemblerSettings(256, true),
                        Transport.best());
                Socket client = connect(proxy)) {
            ask(client, "set auth 0 0 9\r\njoe wrong\r\n", "CLIENT_ERROR authentication failure\r\n");
            ask(client, "set auth 0 0 10\r\njoe secret\r\n", "STORED\r\n");
            ask(client, "set k 0 0 5\r\nhello\r\n", "STORED\r\n");
            client.close();
            assertThat(proxy.writesOfAll()).hasSize(3);
            assertThat(proxy.sink().writes().toString())
                    .doesNotContain("secret")
                    .doesNotContain("wrong");
            assertThat(Objects.requireNonNull(proxy.sink().writes().get(1).payload())
                            .digest())
                    .isNull();
            assertThat(Objects.requireNonNull(proxy.sink().writes().get(2).payload())
                            .preview())
                    .isEqualTo("hello");
        }
    }

    @Test
    void reset_rightAfterASet_leavesNoWriteWithoutAnAddress() throws Exception {
        try (RealMemcached memcached = RealMemcached.start();
                ProxyUnderTest proxy = new ProxyUnderTest(memcached.address())) {
            for (int i = 0; i < 500; i++) {
                try (Socket client = connect(proxy)) {
                    client.setSoLinger(true, 0);
                    client.getOutputStream().write("set k 0 0 1\r\nx\r\n".getBytes(StandardCharsets.US_ASCII));
                }
            }
            assertThat(proxy.writesOfAll())
                    .allSatisfy(write -> assertThat(write.origin().peer()).startsWith("127.0.0.1:"));
        }
    }

    @Test
    void nioTransport_relaysTheSame() throws Exception {
        try (RealMemcached memcached = RealMemcached.start();
                ProxyUnderTest proxy = new ProxyUnderTest(
                        new Address("127.0.0.1", 0),
                        new Address("127.0.0.1", memcached.address().getPort()),
                        AssemblerSettings.DEFAULT,
                        Transport.NIO)) {
            assertThat(Script.send("set k 0 0 1\r\nx\r\nget k\r\n").run(proxy.address()))
                    .isEqualTo("STORED\r\nVALUE k 0 1\r\nx\r\nEND\r\n");
            assertThat(proxy.writesOfAll())
                    .extracting(WriteRecord::payload)
                    .extracting(Payload::bytes)
                    .containsExactly(1L);
        }
    }

    @Test
    void unixSocket_onTheClientSide_namesTheProcess() throws Exception {
        java.nio.file.Path dir = java.nio.file.Files.createTempDirectory("whoset");
        Address listen = Address.parse("unix:" + dir.resolve("s"));
        try (RealMemcached memcached = RealMemcached.start();
                ProxyUnderTest proxy = new ProxyUnderTest(
                        listen,
                        new Address("127.0.0.1", memcached.address().getPort()),
                        AssemblerSettings.DEFAULT,
                        Transport.EPOLL)) {
            java.net.UnixDomainSocketAddress address = java.net.UnixDomainSocketAddress.of(dir.resolve("s"));
            try (java.nio.channels.SocketChannel client = java.nio.channels.SocketChannel.open(address)) {
                client.write(java.nio.ByteBuffer.wrap("set k 0 0 1\r\nx\r\n".getBytes(StandardCharsets.US_ASCII)));
                java.nio.ByteBuffer reply = java.nio.ByteBuffer.allocate(8);
                while (reply.hasRemaining() && client.read(reply) >= 0) {
                    assertThat(reply.position()).isPositive();
                }
            }
            assertThat(proxy.writesOfAll())
                    .extracting(write -> write.origin().peer())
                    .containsExactly("unix:pid=" + ProcessHandle.current().pid());
        }
        assertThat(dir.resolve("s")).doesNotExist();
    }

    @Test
    void probe_askedTwiceInASecond_asksOnce() throws Exception {
        try (RealMemcached memcached = RealMemcached.start();
                ProxyUnderTest proxy = new ProxyUnderTest(memcached.address())) {
            RouteProbe probe = new RouteProbe(proxy.route(), new TestTime());
            assertThat(probe.ask().ready()).isTrue();
            assertThat(probe.ask().ready()).isTrue();
            assertThat(proxy.writesOfAll()).isEmpty();
            assertThat(proxy.counters().accepted.sum()).isEqualTo(1);
        }
    }

    private static Socket connect(ProxyUnderTest proxy) throws IOException {
        Socket socket = new Socket();
        socket.connect(proxy.address());
        socket.setSoTimeout(10_000);
        return socket;
    }

    private static Socket connectFrom(String source, ProxyUnderTest proxy) throws IOException {
        Socket socket = new Socket();
        socket.bind(new InetSocketAddress(source, 0));
        socket.connect(proxy.address());
        socket.setSoTimeout(10_000);
        return socket;
    }

    private static void ask(Socket client, String request, String reply) throws IOException {
        client.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
        byte[] answer = client.getInputStream().readNBytes(reply.length());
        assertThat(new String(answer, StandardCharsets.ISO_8859_1)).isEqualTo(reply);
    }

    private static boolean isEnded(Socket client) throws IOException {
        InputStream in = client.getInputStream();
        try {
            return in.read() < 0;
        } catch (SocketException reset) {
            return true;
        }
    }
}
