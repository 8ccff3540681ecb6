package io.whoset.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
}
