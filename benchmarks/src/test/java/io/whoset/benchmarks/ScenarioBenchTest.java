package io.whoset.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ScenarioBenchTest {
    private static String run(String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new ScenarioBench(new PrintStream(out, true, StandardCharsets.UTF_8), BenchOptions.parse(args)).run();
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void run_sickServer_isFoundAndCounted() {
        assertThat(run("--seeds", "1", "--only", "^401 for every key, from the start$"))
                .containsPattern("401 for every key, from the start +1 +\\d+ +1  1.000  1.000      0");
    }

    @Test
    void run_sameSeedTwice_printsTheSame() {
        String[] args = {"--seeds", "1", "--from", "7", "--only", "large values"};
        assertThat(run(args)).isEqualTo(run(args));
    }
}
