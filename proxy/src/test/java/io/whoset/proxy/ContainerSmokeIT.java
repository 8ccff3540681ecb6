package io.whoset.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.whoset.forensics.attribution.AssemblerSettings;
import io.whoset.forensics.record.WriteRecord;
import io.whoset.proxy.net.Address;
import io.whoset.proxy.net.Transport;
import io.whoset.testkit.Docker;
import io.whoset.testkit.Script;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;
import net.spy.memcached.MemcachedClient;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.AbstractWaitStrategy;
import org.testcontainers.utility.DockerImageName;

/** The smoke over a memcached in a container, where Docker runs. */
class ContainerSmokeIT {
    private static final int MEMCACHED_PORT = 11211;

    @BeforeAll
    static void needsDocker() throws Exception {
        assumeTrue(Docker.isRunning(), "no Docker engine answers: the tests over containers are left out");
    }

    @Test
    void spymemcached_throughWhosetToAContainer_worksAndIsAttributed() throws Exception {
        DockerImageName image = DockerImageName.parse(Docker.image("MEMCACHED_IMAGE", "memcached"));
        try (GenericContainer<?> memcached = new GenericContainer<>(image)) {
            memcached
                    .withExposedPorts(MEMCACHED_PORT)
                    .waitingFor(new FirstAnswer())
                    .start();
            Address upstream = new Address("127.0.0.1", memcached.getMappedPort(MEMCACHED_PORT));
            try (ProxyUnderTest proxy = new ProxyUnderTest(
                    new Address("127.0.0.1", 0), upstream, AssemblerSettings.DEFAULT, Transport.best())) {
                MemcachedClient client = new MemcachedClient(List.of(proxy.address()));
                assertThat(client.set("k", 60, "hello").get(5, TimeUnit.SECONDS))
                        .isTrue();
                assertThat(client.get("k")).isEqualTo("hello");
                assertThat(client.delete("k").get(5, TimeUnit.SECONDS)).isTrue();
                client.shutdown(5, TimeUnit.SECONDS);

                assertThat(proxy.writesOfAll())
                        .extracting(WriteRecord::cmd, WriteRecord::outcome)
                        .containsExactly(Tuple.tuple("set", "STORED"), Tuple.tuple("delete", "DELETED"));
            }
        }
    }

    /** Ready when it answers {@code version}: an image from scratch has no shell to look at its ports with. */
    private static final class FirstAnswer extends AbstractWaitStrategy {
        @Override
        protected void waitUntilReady() {
            await().atMost(startupTimeout)
                    .ignoreExceptions()
                    .until(() -> Script.send("version\r\n")
                            .run(new InetSocketAddress(
                                    InetAddress.getLoopbackAddress(), waitStrategyTarget.getMappedPort(MEMCACHED_PORT)))
                            .startsWith("VERSION "));
        }
    }
}
