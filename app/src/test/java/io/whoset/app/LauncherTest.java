package io.whoset.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What scripts name of whoset's own code, where no compiler looks. */
class LauncherTest {
    private static final Pattern METHOD = Pattern.compile("dontinline,([\\w.]+)::(\\w+)");

    @ParameterizedTest
    @ValueSource(strings = {"whoset", "jmh"})
    void methodThatIsNotInlined_namedByTheScript_isThere(String script) throws IOException, ClassNotFoundException {
        Matcher named = METHOD.matcher(Files.readString(Path.of("..", "bin", script)));

        assertThat(named.find()).isTrue();
        assertThat(Class.forName(named.group(1)).getDeclaredMethods())
                .extracting(Method::getName)
                .contains(named.group(2));
    }

    /** What {@code bin/whoset} would start Java with, where it is called like this. */
    private static String started(Path home, String call) throws IOException, InterruptedException {
        Files.createDirectories(home.resolve("bin"));
        Files.createDirectories(home.resolve("lib"));
        Files.createDirectories(home.resolve("jdk/bin"));
        Files.copy(Path.of("..", "bin", "whoset"), home.resolve("bin/whoset"), StandardCopyOption.REPLACE_EXISTING);
        Files.writeString(home.resolve("lib/whoset.jar"), "");
        Path java = Files.writeString(home.resolve("jdk/bin/java"), "#!/bin/sh\necho \"$@\"\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();
        ProcessBuilder builder = new ProcessBuilder("bash", "-c", call).directory(home.toFile());
        builder.environment().put("JAVA_HOME", home.resolve("jdk").toString());
        builder.environment().remove("WHOSET_JAVA_OPTS");
        Process process = builder.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void proxy_startedByLinux_letsStoreAndCompressorGiveWay_unlessItWasGivenANiceItself(@TempDir Path home)
            throws IOException, InterruptedException {
        assertThat(started(home, "nice -n 5 bin/whoset proxy")).doesNotContain("ThreadPriority");
        assertThat(started(home, "bin/whoset who key")).doesNotContain("ThreadPriority");

        String plain = started(home, "[ $(nice) != 0 ] || bin/whoset proxy");
        assumeTrue(!plain.isEmpty(), "the tests have another nice than 0");
        assertThat(plain).contains("-XX:ThreadPriorityPolicy=1", "-XX:JavaPriority10_To_OSPriority=0", "-jar");
    }
}
