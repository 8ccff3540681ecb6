package io.whoset.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.whoset.forensics.record.WriteRecord;
import io.whoset.testkit.RealMemcached;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;
import net.rubyeye.xmemcached.GetsResponse;
import net.rubyeye.xmemcached.MemcachedClientBuilder;
import net.rubyeye.xmemcached.XMemcachedClientBuilder;
import net.spy.memcached.CASResponse;
import net.spy.memcached.CASValue;
import net.spy.memcached.MemcachedClient;
import org.junit.jupiter.api.Test;

/** Real client libraries, text protocol, through the proxy to a real memcached. */
class ClientLibrariesIT {
    @Test
    void spymemcached_text_worksAndIsAttributed() throws Exception {
        try (RealMemcached memcached = RealMemcached.start();
                ProxyUnderTest proxy = new ProxyUnderTest(memcached.address())) {
            MemcachedClient client = new MemcachedClient(List.of(proxy.address()));
            assertThat(client.set("k", 60, "hello").get(5, TimeUnit.SECONDS)).isTrue();
            assertThat(client.get("k")).isEqualTo("hello");
            CASValue<Object> read = client.gets("k");
            assertThat(client.cas("k", read.getCas(), "world")).isEqualTo(CASResponse.OK);
            assertThat(client.cas("k", read.getCas(), "stale")).isEqualTo(CASResponse.EXISTS);
            assertThat(client.incr("n", 1, 41)).isEqualTo(41);
            assertThat(client.incr("n", 1)).isEqualTo(42);
            assertThat(client.delete("k").get(5, TimeUnit.SECONDS)).isTrue();
            assertThat(client.getBulk("k", "n")).containsOnlyKeys("n");
            client.shutdown(5, TimeUnit.SECONDS);

            assertThat(proxy.writesOfAll())
                    .extracting(WriteRecord::cmd, WriteRecord::outcome)
                    .contains(
                            org.assertj.core.groups.Tuple.tuple("set", "STORED"),
                            org.assertj.core.groups.Tuple.tuple("cas", "STORED"),
                            org.assertj.core.groups.Tuple.tuple("cas", "EXISTS"),
                            org.assertj.core.groups.Tuple.tuple("incr", "42"),
                            org.assertj.core.groups.Tuple.tuple("delete", "DELETED"));
            assertThat(proxy.sink().gaps()).isEmpty();
        }
    }

    @Test
    void xmemcached_text_worksAndIsAttributed() throws Exception {
        try (RealMemcached memcached = RealMemcached.start();
                ProxyUnderTest proxy = new ProxyUnderTest(memcached.address())) {
            MemcachedClientBuilder builder = new XMemcachedClientBuilder(List.<InetSocketAddress>of(proxy.address()));
            net.rubyeye.xmemcached.MemcachedClient client = builder.build();
            assertThat(client.set("k", 60, "hello")).isTrue();
            assertThat(client.<String>get("k")).isEqualTo("hello");
            GetsResponse<String> read = client.gets("k");
            assertThat(client.cas("k", 60, "world", read.getCas())).isTrue();
            assertThat(client.cas("k", 60, "stale", read.getCas())).isFalse();
            assertThat(client.incr("n", 1, 41)).isEqualTo(41);
            assertThat(client.incr("n", 1)).isEqualTo(42);
            assertThat(client.delete("k")).isTrue();
            assertThat(client.<String>get("k")).isNull();
            client.shutdown();

            assertThat(proxy.writesOfAll())
                    .extracting(WriteRecord::cmd, WriteRecord::outcome)
                    .contains(
                            org.assertj.core.groups.Tuple.tuple("set", "STORED"),
                            org.assertj.core.groups.Tuple.tuple("cas", "STORED"),
                            org.assertj.core.groups.Tuple.tuple("cas", "EXISTS"),
                            org.assertj.core.groups.Tuple.tuple("incr", "42"),
                            org.assertj.core.groups.Tuple.tuple("delete", "DELETED"));
            assertThat(proxy.sink().gaps()).isEmpty();
        }
    }
}
