package io.whoset.benchmarks.hot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs each bench once, with each of its parameters, and measures nothing. */
class HotPartsTest {
    private static final int BENCHES = 20;

    @Test
    void run_eachBenchOnce_noneFails() throws RunnerException {
        System.setProperty("jmh.ignoreLock", "true");
        Options once = new OptionsBuilder()
                .include("\\.hot\\.")
                .param("warm", "1000")
                .param("rounds", "1")
                .mode(Mode.SingleShotTime)
                .forks(0)
                .warmupIterations(0)
                .measurementIterations(1)
                .shouldFailOnError(true)
                .shouldDoGC(false)
                .verbosity(VerboseMode.SILENT)
                .build();

        Collection<RunResult> results = new Runner(once).run();

        assertThat(results).hasSize(BENCHES);
    }
}
