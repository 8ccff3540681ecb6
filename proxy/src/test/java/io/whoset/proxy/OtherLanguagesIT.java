package io.whoset.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.whoset.forensics.record.WriteRecord;
import io.whoset.testkit.RealMemcached;
import java.net.InetSocketAddress;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Client libraries of PHP and Python do their normal work: told the same through whoset as straight, and each write is in the audit. */
class OtherLanguagesIT {
    private static final String PYTHON = "/usr/bin/python3"; // the system's, which has the system's packages

    @ParameterizedTest
    @ValueSource(strings = {"text", "binary"})
    void php_isToldTheSame(String protocol) throws Exception {
        List<WriteRecord> writes = work("work.php", "php", protocol);
        assertThat(writes).extracting(WriteRecord::outcome).doesNotContainNull();
        assertThat(commands(writes))
                .containsSequence("set user:1 STORED", "set page:1 STORED", "add user:1 NOT_STORED")
                .contains("cas user:1 STORED", "cas user:1 EXISTS", "incr hits 15", "delete a DELETED")
                .contains("delete a NOT_FOUND");
        assertThat(writes).hasSize(19);
    }

    @Test
    void python_text_isToldTheSame() throws Exception {
        List<WriteRecord> writes = work("work.py", PYTHON);
        assertThat(commands(writes))
                .containsSequence("set user:1 STORED", "set quiet none", "set a STORED", "set b STORED")
                .contains("cas user:1 EXISTS", "incr a 42", "set large SERVER_ERROR");
        assertThat(commands(writes)).last().isEqualTo("flush_all null OK");
    }

    private static List<String> commands(List<WriteRecord> writes) {
        return writes.stream()
                .map(write -> write.cmd() + " " + write.key() + " " + write.outcome())
                .toList();
    }

    private static List<WriteRecord> work(String script, String interpreter, String... more) throws Exception {
        try (RealMemcached straight = RealMemcached.start();
                RealMemcached behind = RealMemcached.start();
                ProxyUnderTest proxy = new ProxyUnderTest(behind.address())) {
            String expected = run(script, interpreter, straight.address(), more);
            assertThat(expected).contains("still works");
            assertThat(run(script, interpreter, proxy.address(), more)).isEqualTo(expected);
            List<WriteRecord> writes = proxy.writesOfAll();
            assertThat(proxy.sink().gaps()).isEmpty();
            return writes;
        }
    }

    private static String run(String script, String interpreter, InetSocketAddress server, String... more)
            throws Exception {
        List<String> command = new ArrayList<>(List.of(interpreter, path(script).toString()));
        command.add(server.getAddress().getHostAddress());
        command.add(String.valueOf(server.getPort()));
        Collections.addAll(command, more);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(out).isZero();
        return out;
    }

    private static Path path(String script) throws URISyntaxException {
        return Path.of(Objects.requireNonNull(OtherLanguagesIT.class.getResource("/clients/" + script))
                .toURI());
    }
}
