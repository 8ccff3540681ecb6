package io.whoset.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.whoset.forensics.record.WriteRecord;
import io.whoset.testkit.RealMemcached;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;
import net.rubyeye.xmemcached.GetsResponse;
import net.rubyeye.xmemcached.XMemcachedClientBuilder;
import net.rubyeye.xmemcached.command.BinaryCommandFactory;
import net.spy.memcached.BinaryConnectionFactory;
import net.spy.memcached.CASResponse;
import net.spy.memcached.CASValue;
import net.spy.memcached.MemcachedClient;
import org.junit.jupiter.api.Test;

/** Real client libraries, binary protocol, through the proxy to a real memcached. */
class BinaryClientsIT {
    @Test
    void spymemcached_binary_worksAndIsAttributed() throws Exception {
        try (RealMemcached memcached = RealMemcached.start();
                ProxyUnderTest proxy = new ProxyUnderTest(memcached.address())) {
            MemcachedClient client = new MemcachedClient(new BinaryConnectionFactory(), List.of(proxy.address()));
            assertThat(client.set("k", 60, "hello").get(5, TimeUnit.SECONDS)).isTrue();
            assertThat(client.get("k")).isEqualTo("hello");
            CASValue<Object> read = client.gets("k");
            assertThat(client.cas("k", read.getCas(), "world")).isEqualTo(CASResponse.OK);
            assertThat(client.cas("k", read.getCas(), "stale")).isEqualTo(CASResponse.EXISTS);
            assertThat(client.add("k", 60, "again").get(5, TimeUnit.SECONDS)).isFalse();
            assertThat(client.replace("none", 60, "x").get(5, TimeUnit.SECONDS)).isFalse();
            assertThat(client.append("k", "!").get(5, TimeUnit.SECONDS)).isTrue();
            assertThat(client.touch("k", 30).get(5, TimeUnit.SECONDS)).isTrue();
            assertThat(client.getAndTouch("k", 30).getValue()).isEqualTo("world!");
            assertThat(client.incr("n", 1, 41)).isEqualTo(41);
            assertThat(client.incr("n", 1)).isEqualTo(42);
            assertThat(client.delete("k").get(5, TimeUnit.SECONDS)).isTrue();
            assertThat(client.getBulk("k", "n")).containsOnlyKeys("n");
            assertThat(client.getStats().values()).singleElement().asString().contains("curr_items");
            client.shutdown(5, TimeUnit.SECONDS);

            assertThat(proxy.writesOfAll())
                    .extracting(write -> write.cmd() + " " + write.key() + " " + write.outcome())
                    .containsExactly(
                            "set k STORED",
                            "cas k STORED",
                            "cas k EXISTS",
                            "add k NOT_STORED",
                            "replace none NOT_STORED",
                            "append k STORED",
                            "touch k TOUCHED",
                            "gat k VALUE",
                            "incr n 41",
                            "incr n 42",
                            "delete k DELETED");
            assertThat(proxy.sink().gaps()).isEmpty();
        }
    }

    @Test
    void spymemcached_manyWritesAtOnce_areEachRecordedOnce() throws Exception {
        try (RealMemcached memcached = RealMemcached.start();
                ProxyUnderTest proxy = new ProxyUnderTest(memcached.address())) {
            MemcachedClient client = new MemcachedClient(new BinaryConnectionFactory(), List.of(proxy.address()));
            for (int i = 0; i < 2000; i++) {
                assertThat(client.set("k" + i, 60, "v" + i)).isNotNull();
            }
            assertThat(client.waitForQueues(20, TimeUnit.SECONDS)).isTrue();
            client.shutdown(5, TimeUnit.SECONDS);

            // many at once go out as quiet sets
            assertThat(proxy.writesOfAll()).hasSize(2000);
            assertThat(proxy.sink().writes())
                    .extracting(WriteRecord::outcome)
                    .allMatch(outcome -> "STORED".equals(outcome) || "none".equals(outcome));
            assertThat(proxy.sink().writes()).extracting(WriteRecord::key).doesNotHaveDuplicates();
            assertThat(proxy.sink().gaps()).isEmpty();
        }
    }

    @Test
    void xmemcached_binary_worksAndIsAttributed() throws Exception {
        try (RealMemcached memcached = RealMemcached.start();
                ProxyUnderTest proxy = new ProxyUnderTest(memcached.address())) {
            XMemcachedClientBuilder builder = new XMemcachedClientBuilder(List.<InetSocketAddress>of(proxy.address()));
            builder.setCommandFactory(new BinaryCommandFactory());
            net.rubyeye.xmemcached.MemcachedClient client = builder.build();
            assertThat(client.set("k", 60, "hello")).isTrue();
            assertThat(client.<String>get("k")).isEqualTo("hello");
            GetsResponse<String> read = client.gets("k");
            assertThat(client.cas("k", 60, "world", read.getCas())).isTrue();
            assertThat(client.cas("k", 60, "stale", read.getCas())).isFalse();
            assertThat(client.<String>getAndTouch("k", 30)).isEqualTo("world");
            assertThat(client.incr("n", 1, 41)).isEqualTo(41);
            assertThat(client.incr("n", 1)).isEqualTo(42);
            assertThat(client.<Object>get(List.of("k", "n", "none"))).containsOnlyKeys("k", "n");
            client.setWithNoReply("quiet", 60, "x");
            client.deleteWithNoReply("k");
            assertThat(client.<String>get("k")).isNull();
            client.shutdown();

            assertThat(proxy.writesOfAll())
                    .extracting(write -> write.cmd() + " " + write.key() + " " + write.outcome())
                    .containsExactly(
                            "set k STORED",
                            "cas k STORED",
                            "cas k EXISTS",
                            "gat k VALUE",
                            "incr n 41",
                            "incr n 42",
                            "set quiet none",
                            "delete k none");
            assertThat(proxy.sink().gaps()).isEmpty();
        }
    }
}
