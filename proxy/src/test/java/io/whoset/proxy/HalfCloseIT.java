package io.whoset.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.whoset.forensics.attribution.AssemblerSettings;
import io.whoset.proxy.net.Address;
import io.whoset.proxy.net.Transport;
import io.whoset.testkit.RealMemcached;
import io.whoset.testkit.Script;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Clients that send a batch and half-close, whose replies are larger than any socket buffer. */
class HalfCloseIT {
    private static final int RUNS = 25;

    @ParameterizedTest
    @EnumSource
    void batch_withLargeReplies_getsThemAll(Transport transport) throws Exception {
        assumeThat(transport.whyNot(List.of())).isNull();
        String big = "set big 0 0 400000\r\n" + "x".repeat(400_000) + "\r\n";
        String batch = "set k 0 0 5\r\nhello\r\n".repeat(300) + big + "get big k\r\n".repeat(30) + "mn\r\n";
        try (RealMemcached memcached = RealMemcached.start();
                ProxyUnderTest proxy = new ProxyUnderTest(
                        new Address("127.0.0.1", 0),
                        new Address("127.0.0.1", memcached.address().getPort()),
                        AssemblerSettings.DEFAULT,
                        transport)) {
            int expected = Script.send(batch).run(memcached.address()).length();
            for (int run = 0; run < RUNS; run++) {
                assertThat(Script.send(batch).run(proxy.address()).length())
                        .as("run %d", run)
                        .isEqualTo(expected);
            }
            assertThat(proxy.writesOfAll()).hasSize(RUNS * 301);
            assertThat(proxy.counters().resets.sum()).isZero();
        }
    }
}
