package io.whoset.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whoset.app.config.Config;
import io.whoset.app.config.ConfigException;
import io.whoset.app.config.LimitsConfig;
import io.whoset.app.config.RouteConfig;
import io.whoset.proxy.net.Transport;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PlanTest {
    private static final RouteConfig TCP = new RouteConfig("tcp", "127.0.0.1:1", "127.0.0.1:2", false);
    private static final RouteConfig UNIX = new RouteConfig("unix", "unix:/run/whoset.sock", "127.0.0.1:2", false);

    private static Transport transport(LimitsConfig.Transport asked, RouteConfig... routes) {
        LimitsConfig limits = new LimitsConfig(2048, 65_536, 0, asked, Duration.ZERO);
        Config config = new Config(
                List.of(routes),
                Config.DEFAULT.audit(),
                Config.DEFAULT.ui(),
                Config.DEFAULT.names(),
                Config.DEFAULT.peers(),
                List.of(),
                limits);
        return Plan.of(config).transport();
    }

    @Test
    void transport_left_isTheBestForAllRoutes() {
        assertThat(transport(LimitsConfig.Transport.AUTO, TCP)).isEqualTo(Transport.best());
        assertThat(transport(LimitsConfig.Transport.AUTO, TCP, UNIX)).isEqualTo(Transport.EPOLL);
    }

    @Test
    void transport_named_isTaken() {
        assertThat(transport(LimitsConfig.Transport.EPOLL, TCP, UNIX)).isEqualTo(Transport.EPOLL);
        assertThat(transport(LimitsConfig.Transport.NIO, TCP)).isEqualTo(Transport.NIO);
    }

    @ParameterizedTest
    @EnumSource(
            value = LimitsConfig.Transport.class,
            names = {"IO_URING", "NIO"})
    void transport_thatKnowsNoUnixSockets_isRefusedForThem(LimitsConfig.Transport asked) {
        assertThatThrownBy(() -> transport(asked, TCP, UNIX))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("limits.transport: ")
                .hasMessageEndingWith("a route has a unix socket): say auto");
    }
}
