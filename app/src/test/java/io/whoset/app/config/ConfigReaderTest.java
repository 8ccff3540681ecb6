package io.whoset.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whoset.proxy.RouteOptions;
import io.whoset.proxy.header.SendProxy;
import io.whoset.proxy.tls.UpstreamTls;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigReaderTest {
    @Test
    void parse_emptyFile_givesEveryDefault() {
        assertThat(ConfigReader.parse("w.yaml", "")).isEqualTo(Config.DEFAULT);
    }

    @Test
    void defaults_arePinned() {
        assertThat(AuditConfig.DEFAULT)
                .isEqualTo(new AuditConfig(
                        Path.of("audit"),
                        65_536,
                        AuditConfig.Overflow.BRAKE,
                        256,
                        268_435_456L,
                        Duration.ofHours(24),
                        Duration.ZERO,
                        0,
                        64,
                        64));
        assertThat(LimitsConfig.DEFAULT)
                .isEqualTo(new LimitsConfig(2048, 65536, 0, LimitsConfig.Transport.AUTO, Duration.ofSeconds(10)));
        assertThat(PeersConfig.DEFAULT).isEqualTo(new PeersConfig(true, false));
        assertThat(UiConfig.DEFAULT).isEqualTo(new UiConfig("127.0.0.1:8080", null, null));
    }

    @Test
    void parse_wholeFile_givesEveryValue() {
        Config config = ConfigReader.parse("w.yaml", """
                routes:
                  - name: users
                    listen: 127.0.0.1:11311
                    upstream: 127.0.0.1:11211
                    ascii-auth: true
                  - listen: unix:/run/whoset.sock
                    upstream: embedded
                audit:
                  dir: /var/lib/whoset
                  queue-events: 4096
                  overflow: gap
                  preview-bytes: off
                  roll-bytes: 64MiB
                  roll-every: 6h
                  keep-for: 30d
                  keep-bytes: 10GiB
                  store-memory-mib: 256
                  history-mib: 32
                ui: off
                names:
                  10.1.0.0/16: web
                  10.1.2.3: web-canary
                peers:
                  processes: false
                  resolve-names: true
                limits:
                  max-line-bytes: 4096
                  max-pending-replies: 1024
                  io-threads: 2
                  transport: epoll
                  stop-grace: 5s
                """);

        assertThat(config.routes())
                .containsExactly(
                        new RouteConfig("users", "127.0.0.1:11311", "127.0.0.1:11211", true),
                        new RouteConfig("route2", "unix:/run/whoset.sock", "embedded", false));
        assertThat(config.audit())
                .isEqualTo(new AuditConfig(
                        Path.of("/var/lib/whoset"),
                        4096,
                        AuditConfig.Overflow.GAP,
                        0,
                        64L << 20,
                        Duration.ofHours(6),
                        Duration.ofDays(30),
                        10L << 30,
                        256,
                        32));
        assertThat(config.ui()).isEmpty();
        assertThat(config.names()).containsEntry("10.1.0.0/16", "web").containsEntry("10.1.2.3", "web-canary");
        assertThat(config.peers()).isEqualTo(new PeersConfig(false, true));
        assertThat(config.limits())
                .isEqualTo(new LimitsConfig(4096, 1024, 2, LimitsConfig.Transport.EPOLL, Duration.ofSeconds(5)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "routs: []                          | w.yaml:1: routs: unknown key",
                "audit:\\n  dirr: x                 | w.yaml:2: audit.dirr: unknown key",
                "audit:\\n  overflow: drop          | w.yaml:2: audit.overflow: saw \"drop\", expected brake or gap",
                "audit:\\n  queue-events: 1023      | w.yaml:2: audit.queue-events: saw \"1023\", expected a number from 1024",
                "audit:\\n  preview-bytes: 4097     | w.yaml:2: audit.preview-bytes: saw \"4097\", expected a number from 0",
                "audit:\\n  roll-bytes: lots        | w.yaml:2: audit.roll-bytes: saw \"lots\", expected a size",
                "audit:\\n  roll-every: 5           | w.yaml:2: audit.roll-every: saw \"5\", expected a time",
                "audit: 3                           | w.yaml:1: audit: saw \"3\", expected a mapping",
                "routes:\\n  - listen: 1.2.3.4:5    | w.yaml:2: routes[0].upstream: is missing",
                "routes: x                          | w.yaml:1: routes: saw \"x\", expected a list",
                "limits:\\n  stop-grace: 11s        | w.yaml:2: limits.stop-grace: saw \"11s\", expected a time from 0s to 10s",
                "limits:\\n  transport: tcp         | w.yaml:2: limits.transport: saw \"tcp\", expected auto or io_uring or epoll or nio",
                "peers:\\n  processes: maybe        | w.yaml:2: peers.processes: saw \"maybe\", expected true or false",
                "peers:\\n  resolve: true           | w.yaml:2: peers.resolve: unknown key, expected one of processes, resolve-names",
                "rules:\\n  - name: r                | w.yaml:2: rules[0].name: rule \"r\" has no condition",
                "rules:\\n  - key: a*                | rules[0].name: is missing",
                "rules:\\n  - name: r\\n    key-regex: '('| w.yaml:3: rules[0].key-regex: saw \"(\", expected a regular expression",
                "rules:\\n  - name: r\\n    bytes: 9..1  | w.yaml:3: rules[0].bytes: saw \"9..1\", expected a number or a range",
                "rules:\\n  - name: r\\n    verdict: bad | w.yaml:3: rules[0].verdict: saw \"bad\", expected clean or suspect",
                "routes:\\n  - listen: 1.2.3.4:5\\n    upstream: 1.2.3.4:6\\n    proxy-protocol: maybe | w.yaml:4: routes[0].proxy-protocol: saw \"maybe\", expected off or accept",
                "routes:\\n  - send-proxy: v3            | w.yaml:2: routes[0].send-proxy: saw \"v3\", expected off or v1 or v2",
                "routes:\\n  - socket-mode: 0999         | w.yaml:2: routes[0].socket-mode: saw \"0999\", expected three octal digits",
                "routes:\\n  - listen: 1.2.3.4:5\\n    socket-mode: 0660 | w.yaml:3: routes[0].socket-mode: is for a unix:/path listener only",
                "routes:\\n  - tls:\\n      key: k.pem    | w.yaml:3: routes[0].tls.certificate: is missing",
                "routes:\\n  - tls:\\n      certificate: no-such.pem | w.yaml:3: routes[0].tls.certificate: no-such.pem cannot be read (NoSuchFileException)",
                "routes:\\n  - tls:\\n      certificate: pom.xml | w.yaml:3: routes[0].tls.certificate: pom.xml holds no certificate",
                "routes:\\n  - tls:\\n      certificate: x\\n      client-auth: require | w.yaml:3: routes[0].tls.client-ca: is missing",
                "routes:\\n  - upstream-tls:\\n      ca: pom.xml | w.yaml:3: routes[0].upstream-tls.ca: pom.xml holds no certificate",
                "routes:\\n  - upstream-tls:\\n      key: pom.xml | w.yaml:3: routes[0].upstream-tls.key: is of no use without certificate",
                "routes:\\n  - upstream: embedded\\n    upstream-tls: {} | w.yaml:3: routes[0].upstream-tls: the embedded memcached speaks no TLS",
                "routes:\\n  - upstream: embedded\\n    send-proxy: v1 | w.yaml:3: routes[0].send-proxy: the embedded memcached takes no PROXY header",
                "ui:\\n  tls:\\n    key: k.pem | w.yaml:3: ui.tls.certificate: is missing",
                "ui:\\n  tls:\\n    certificate: no-such.pem | w.yaml:3: ui.tls.certificate: no-such.pem cannot be read",
                "ui:\\n  tls:\\n    certificate: pom.xml | w.yaml:3: ui.tls.certificate: pom.xml holds no certificate",
                "a: [                               | w.yaml:1: is not YAML",
                "audit: {}\\naudit: {}              | w.yaml:2: audit: the key stands here twice",
                "- x                                | w.yaml:1: saw a list, expected a mapping",
            })
    void parse_badFile_namesFileLineAndKey(String text, String message) {
        assertThatThrownBy(() -> ConfigReader.parse("w.yaml", text.replace("\\n", "\n")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(message);
    }

    @Test
    void parse_routeBeyondPlain_givesItsOptions() {
        Config config = ConfigReader.parse("w.yaml", """
                routes:
                  - listen: unix:/run/whoset.sock
                    upstream: cache.example:11211
                    socket-mode: 0660
                    proxy-protocol: accept
                    send-proxy: v2
                    upstream-tls:
                      check-name: false
                      server-name: cache
                    bypass-check: true
                """);

        assertThat(config.routes())
                .containsExactly(new RouteConfig(
                        "route1",
                        "unix:/run/whoset.sock",
                        "cache.example:11211",
                        false,
                        new RouteOptions(
                                true,
                                SendProxy.V2,
                                PosixFilePermissions.fromString("rw-rw----"),
                                null,
                                new UpstreamTls(null, false, "cache", null, null),
                                true)));
    }

    @Test
    void parse_bypassCheckOfTheEmbeddedMemcached_isAProblem() {
        assertThatThrownBy(() -> ConfigReader.parse("w.yaml", """
                routes:
                  - listen: 127.0.0.1:0
                    upstream: embedded
                    bypass-check: true
                """))
                .hasMessageContaining("bypass-check")
                .hasMessageContaining("nobody reaches the embedded memcached but through whoset");
    }

    @Test
    void routeOptions_defaults_arePinned() {
        assertThat(RouteOptions.PLAIN).isEqualTo(new RouteOptions(false, SendProxy.OFF, null, null, null, false));
    }

    @Test
    void parse_manyProblems_reportsAllOfThemAtOnce() {
        assertThatThrownBy(() -> ConfigReader.parse("w.yaml", "a: 1\nb: 2\naudit:\n  overflow: x\n"))
                .satisfies(
                        e -> assertThat(String.valueOf(e.getMessage()).lines()).hasSize(3));
    }

    @Test
    void read_missingFile_saysWhatToDo() {
        assertThatThrownBy(() -> ConfigReader.read(Path.of("no-such.yaml")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("no-such.yaml: there is no such file, give one that exists");
    }

    @Test
    void token_ofTheEnvironment_isCheckedAndNeverSaid() {
        assertThat(UiToken.ofVariable(" sixteen-letters!\n")).isEqualTo(new UiToken("sixteen-letters!", false));
        assertThatThrownBy(() -> UiToken.ofVariable("fifteen-letters"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("WHOSET_UI_TOKEN holds no usable token")
                .hasMessageNotContaining("fifteen");
    }

    @Test
    void uiConfig_toString_hidesTheToken() {
        assertThat(List.of(new UiConfig("h:1", new UiToken("secret-secret-secret", true), null))
                        .toString())
                .doesNotContain("secret");
    }
}
