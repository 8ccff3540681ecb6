package io.whoset.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.whoset.testkit.Docker;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** docker-compose.yml, brought up, accused and taken down, where Docker runs. */
class ComposeIT {
    private static final String PROJECT = "whosettest";
    private static final Map<String, String> ENVIRONMENT = new HashMap<>();
    private static final List<String> COMPOSE = new ArrayList<>();

    @BeforeAll
    static void up() throws Exception {
        assumeTrue(Docker.isRunning(), "no Docker engine answers: the demo in containers is left out");
        COMPOSE.addAll(composeCommand());
        ENVIRONMENT.put("MEMCACHED_IMAGE", Docker.image("MEMCACHED_IMAGE", "memcached"));
        ENVIRONMENT.put("WHOSET_BUILD_IMAGE", Docker.image("WHOSET_BUILD_IMAGE", "build"));
        ENVIRONMENT.put("WHOSET_RUNTIME_IMAGE", Docker.image("WHOSET_RUNTIME_IMAGE", "runtime"));
        ENVIRONMENT.put("WHOSET_IMAGE", "whoset-test/whoset");
        try (ServerSocket page = new ServerSocket(0);
                ServerSocket cache = new ServerSocket(0)) {
            ENVIRONMENT.put("WHOSET_PAGE_PORT", String.valueOf(page.getLocalPort()));
            ENVIRONMENT.put("WHOSET_PORT", String.valueOf(cache.getLocalPort()));
        }
        compose("up", "-d", "--build");
    }

    @AfterAll
    static void down() throws Exception {
        if (!ENVIRONMENT.isEmpty()) {
            compose("down", "-v", "--remove-orphans");
        }
    }

    private static List<String> composeCommand() throws Exception {
        try {
            Docker.run(Path.of("."), Map.of(), "docker", "compose", "version");
            return List.of("docker", "compose");
        } catch (IOException noPlugin) {
            return List.of("docker-compose");
        }
    }

    private static String compose(String... args) throws Exception {
        List<String> command = new ArrayList<>(COMPOSE);
        command.addAll(List.of("-p", PROJECT));
        command.addAll(Arrays.asList(args));
        return Docker.run(Docker.root(), ENVIRONMENT, command.toArray(String[]::new));
    }

    @Test
    void compose_up_accusesTheServiceThatWasNotRestarted() throws Exception {
        await().atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofSeconds(1))
                .ignoreExceptions()
                .until(() -> logLines().contains("\"event\":\"finding\""));
        String accused = Shell.run(
                Docker.root(),
                "docker exec " + container()
                        + " cat writers.jsonl | jq -r 'select(.event==\"finding\").writer' | sort -u");
        assertThat(accused).isEqualTo("web-9");
        String writers = Shell.run(
                Docker.root(),
                "docker exec " + container()
                        + " cat writers.jsonl | jq -r 'select(.event==\"write\").writer' | sort -u");
        assertThat(writers.lines()).containsExactly("web-1", "web-2", "web-3", "web-4", "web-5", "web-9");

        assertThat(compose("exec", "-T", "whoset", "whoset", "ready", "--config", "/etc/whoset/whoset.yaml"))
                .contains("songs");
        assertThat(compose("exec", "-T", "whoset", "sh", "-c", "echo x > /opt/x || echo refused"))
                .contains("refused");
        assertThat(Shell.run(Docker.root(), "docker exec " + container() + " cat /proc/1/status | grep -w Uid"))
                .contains("10001");
        await().atMost(Duration.ofSeconds(60))
                .until(() -> Shell.run(Docker.root(), "docker inspect -f '{{.State.Health.Status}}' " + container())
                        .equals("healthy"));
    }

    private static String container() throws Exception {
        return compose("ps", "-q", "whoset");
    }

    private static String logLines() throws Exception {
        return compose("exec", "-T", "whoset", "cat", "/var/lib/whoset/writers.jsonl");
    }
}
