package io.whoset.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The main job: exactly the bad one of nine writers is accused, and the log holds every write. */
class DemoIT {
    private static final Pattern DONE = Pattern.compile("(\\d+) sets acknowledged, (\\d+) of them in the log");

    @TempDir
    Path dir;

    @Test
    void demo_accusesExactlyTheBadOne_andLosesNoWrite() throws Exception {
        try (WhosetProcess demo = WhosetProcess.start(dir, "demo", "--for", "20s")) {
            assertThat(demo.exitCode()).as(demo.out() + demo.err()).isEqualTo(ExitCode.DONE);

            assertThat(demo.out()).contains("audit page").contains("ACCUSED").contains("127.0.1.9");
            Matcher done = DONE.matcher(demo.out());
            assertThat(done.find()).isTrue();
            String acknowledged = done.group(1);
            assertThat(Integer.parseInt(acknowledged)).isGreaterThan(200);
            assertThat(Shell.run(dir, "jq -r 'select(.event==\"finding\") | .writer' audit/writers.jsonl | sort -u"))
                    .isEqualTo("127.0.1.9");
            assertThat(Shell.run(
                            dir,
                            "jq -c 'select(.event==\"write\" and .outcome==\"STORED\")' audit/writers.jsonl | wc -l"))
                    .isEqualTo(acknowledged);
            assertThat(
                            Shell.run(
                                    dir,
                                    "jq -r 'select(.verdict==\"poison\" or .verdict==\"stale\") | .writer' audit/writers.jsonl | sort -u"))
                    .isEqualTo("127.0.1.9");
            assertThat(Shell.run(dir, "jq -r .event audit/writers.jsonl | sed -n '1p;$p'"))
                    .isEqualTo("start\nstop");
        }
    }

    @Test
    void purge_whileItRuns_namesKeysThatHoldTheBadVersion_andTheLogsEarlierLinesAreColoured() throws Exception {
        try (WhosetProcess demo = WhosetProcess.start(dir, "demo")) {
            await().atMost(Duration.ofSeconds(60)).until(() -> demo.out().contains("ACCUSED"));
            await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
                assertThat(whoset("purge", "127.0.1.9").lines())
                        .isNotEmpty()
                        .allMatch(line -> line.startsWith("delete "));
                assertThat(whoset("who", "--writer", "127.0.1.9", "--limit", "1000", "--json"))
                        .contains("\"verdict\":\"poison\",\"named\":\"");
            });
            assertThat(whoset("purge", "127.0.1.1")).isEmpty();
            assertThat(demo.terminate()).isEqualTo(ExitCode.DONE);
        }
    }

    private String whoset(String... args) throws Exception {
        try (WhosetProcess process = WhosetProcess.start(dir, args)) {
            assertThat(process.exitCode()).as(process.err()).isEqualTo(ExitCode.DONE);
            return process.out();
        }
    }

    @Test
    void demo_endedBySignal_exits0AndTheLogIsWhole() throws Exception {
        try (WhosetProcess demo = WhosetProcess.start(dir, "demo")) {
            demo.page();
            assertThat(demo.terminate()).isEqualTo(ExitCode.DONE);
            assertThat(Shell.run(dir, "jq -r .event audit/writers.jsonl | tail -n 1"))
                    .isEqualTo("stop");
        }
    }
}
