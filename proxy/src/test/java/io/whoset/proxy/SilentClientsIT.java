package io.whoset.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.whoset.proxy.header.SendProxy;
import io.whoset.proxy.net.Address;
import io.whoset.proxy.tls.ClientCertificates;
import io.whoset.proxy.tls.ServerTls;
import io.whoset.testkit.Certificates;
import io.whoset.testkit.RealMemcached;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What must come before the first command has ten seconds; the first command itself has no limit, as with memcached. */
class SilentClientsIT {
    @Test
    void client_silentBeforeItsHandshakeOrHeader_isClosedAfterTenSeconds_andNoOtherIs() throws Exception {
        Certificates own = new Certificates().sign("server", "/CN=server");
        ServerTls tls = new ServerTls(own.file("server.pem"), own.file("server.key"), ClientCertificates.NONE, null);
        try (RealMemcached memcached = RealMemcached.start();
                ProxyUnderTest handshake = proxy(memcached, new RouteOptions(false, SendProxy.OFF, null, tls, null));
                ProxyUnderTest header = proxy(memcached, new RouteOptions(true, SendProxy.OFF, null, null, null));
                ProxyUnderTest plain = proxy(memcached, RouteOptions.PLAIN);
                Socket noHandshake = connect(handshake);
                Socket noHeader = connect(header);
                Socket halfAHeader = connect(header);
                Socket noCommand = connect(plain)) {
            halfAHeader.getOutputStream().write("PROXY TCP4 192.".getBytes(StandardCharsets.US_ASCII));
            noHandshake.setSoTimeout(7_000);
            assertThatThrownBy(() -> noHandshake.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);

            await().atMost(Duration.ofSeconds(10))
                    .until(() -> header.counters().proxyHeadersRefused.sum() == 2
                            && handshake.counters().clientTlsFailed.sum() == 1);
            for (Socket socket : new Socket[] {noHandshake, noHeader, halfAHeader}) {
                assertClosed(socket);
            }
            noCommand.getOutputStream().write("mn\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(noCommand.getInputStream().readNBytes(4)).asString().isEqualTo("MN\r\n");
        }
    }

    /** Reads to the end; a timeout is thrown on. */
    private static void assertClosed(Socket socket) throws IOException {
        socket.setSoTimeout(5_000);
        try {
            assertThat(socket.getInputStream().readAllBytes()).hasSizeLessThan(100);
        } catch (SocketException reset) {
            assertThat(reset).hasMessageContaining("reset");
        }
    }

    private static ProxyUnderTest proxy(RealMemcached memcached, RouteOptions options) throws Exception {
        InetSocketAddress address = memcached.address();
        return new ProxyUnderTest(new Address("127.0.0.1", address.getPort()), options);
    }

    private static Socket connect(ProxyUnderTest proxy) throws Exception {
        Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), proxy.address().getPort());
        socket.setSoTimeout(10_000);
        return socket;
    }
}
