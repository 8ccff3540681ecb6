package io.whoset.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.whoset.proxy.header.SendProxy;
import io.whoset.proxy.net.Address;
import io.whoset.proxy.tls.ClientCertificates;
import io.whoset.proxy.tls.ServerTls;
import io.whoset.proxy.tls.UpstreamTls;
import io.whoset.testkit.Certificates;
import io.whoset.testkit.RealMemcached;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The bypass check asks as the route's connections do: with a PROXY header, TLS, over a unix socket. */
class BypassTransportsIT {
    @TempDir
    Path dir;

    private static void assertFound(BypassUnderTest proxy, RealMemcached memcached) throws Exception {
        assertThat(proxy.found()).isZero();
        try (PlainClient honest = new PlainClient(proxy.address());
                PlainClient around = new PlainClient(memcached.address())) {
            assertThat(honest.ask("set k 0 0 1\r\nx\r\n")).isEqualTo("STORED");
            assertThat(proxy.found()).isZero();
            assertThat(around.ask("set k 0 0 1\r\nx\r\n")).isEqualTo("STORED");
            assertThat(proxy.found()).isEqualTo(1);
            // what stands between has addresses of its own: nobody is named
            assertThat(proxy.check().counters().peers()).isEmpty();
            assertThat(proxy.check().counters().done.sum()).isEqualTo(3);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"V1", "V2"})
    void check_withProxyHeaderAndTls_isAnswered(SendProxy form) throws Exception {
        Certificates files = new Certificates().sign("server", "/CN=cache.test");
        ServerTls server =
                new ServerTls(files.file("server.pem"), files.file("server.key"), ClientCertificates.NONE, null);
        UpstreamTls upstream = new UpstreamTls(files.file("ca.pem"), true, "cache.test", null, null);
        try (RealMemcached memcached = RealMemcached.start();
                ProxyUnderTest between = new ProxyUnderTest(
                        new Address("127.0.0.1", memcached.address().getPort()),
                        new RouteOptions(true, SendProxy.OFF, null, server, null));
                BypassUnderTest proxy = new BypassUnderTest(
                        new Address("127.0.0.1", between.address().getPort()),
                        new RouteOptions(false, form, null, null, upstream, true))) {
            assertFound(proxy, memcached);
        }
    }

    @Test
    void check_overAUnixSocket_isAnswered() throws Exception {
        Address socket = Address.parse("unix:" + dir.resolve("m.sock"));
        try (RealMemcached memcached = RealMemcached.start();
                ProxyUnderTest between = new ProxyUnderTest(
                        socket, new Address("127.0.0.1", memcached.address().getPort()), RouteOptions.PLAIN);
                BypassUnderTest proxy =
                        new BypassUnderTest(socket, new RouteOptions(false, SendProxy.OFF, null, null, null, true))) {
            assertThat(between.route()).isNotNull();
            assertFound(proxy, memcached);
        }
    }
}
