package io.whoset.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.whoset.testkit.BinaryFrames;
import io.whoset.testkit.RealMemcached;
import io.whoset.testkit.Script;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A memcached that asks for SASL: all is as without whoset, and the credential is nowhere in what was recorded. */
class SaslIT {
    @TempDir
    Path dir;

    private RealMemcached straight;
    private RealMemcached behind;
    private ProxyUnderTest proxy;

    @BeforeEach
    void start() throws Exception {
        Files.setPosixFilePermissions(dir, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.writeString(dir.resolve("memcached.conf"), "mech_list: plain anonymous\npwcheck_method: auxprop\n");
        Map<String, String> environment = Map.of("SASL_CONF_PATH", dir.toString());
        straight = RealMemcached.start(environment, "-S");
        behind = RealMemcached.start(environment, "-S");
        proxy = new ProxyUnderTest(behind.address());
    }

    @AfterEach
    void stop() {
        proxy.close();
        straight.close();
        behind.close();
    }

    private String run(String frames) throws Exception {
        Script script = Script.send(List.of(BinaryFrames.requests(frames)));
        String expected = script.run(straight.address());
        assertThat(script.run(proxy.address())).isEqualTo(expected);
        return expected;
    }

    private List<String> recorded() {
        assertThat(proxy.writesOfAll().toString()).doesNotContain("s3cr3t");
        assertThat(proxy.sink().gaps()).isEmpty();
        return proxy.sink().writes().stream()
                .map(write -> write.cmd() + " " + write.key() + " " + write.outcome())
                .toList();
    }

    @Test
    void authenticate_thenWrite_isAttributedWithoutTheCredential() throws Exception {
        assertThat(run("sasl_list; sasl_auth k=ANONYMOUS v=s3cr3t; set k=a v=x; setq k=b v=y; noop"))
                .contains("ANONYMOUS", "Authenticated");
        assertThat(recorded()).containsExactly("set a STORED", "set b none");
    }

    @Test
    void authenticate_wrongPassword_isRefusedAndTheNextWriteToo() throws Exception {
        assertThat(run("sasl_auth k=PLAIN v=\\x00joe\\x00s3cr3t; set k=a v=x; set k=b v=y"))
                .contains("Auth failure");
        assertThat(recorded()).containsExactly("set a CLIENT_ERROR", "set b lost");
    }

    @Test
    void write_withoutAuthentication_isRecordedAsRefused() throws Exception {
        run("setq k=a v=x; noop");
        assertThat(recorded()).containsExactly("set a CLIENT_ERROR");
    }

    @Test
    void step_withoutStart_andMechanismsNameThatIsTooLong_loseNoPlace() throws Exception {
        run("sasl_step k=PLAIN v=s3cr3t; sasl_auth kn=33 v=s3cr3t; sasl_auth k=ANONYMOUS v=s3cr3t; set k=a v=x; noop");
        assertThat(recorded()).containsExactly("set a STORED");
    }
}
