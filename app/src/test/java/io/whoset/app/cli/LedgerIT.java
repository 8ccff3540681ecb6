package io.whoset.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.whoset.app.ledger.LedgerReport;
import io.whoset.app.ledger.Load;
import io.whoset.testkit.RealMemcached;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every write of 64 clients against the log, line by line. {@code -Dwhoset.ledger.writes=5000000} sends as many as that; the default takes a few
 * seconds.
 */
class LedgerIT {
    private static final long WRITES = Long.getLong("whoset.ledger.writes", 50_000);

    @TempDir
    Path dir;

    @Test
    void log_underLoadWithBrake_holdsEveryWriteOnceAndTrue() throws Exception {
        LedgerReport report = run(7, "brake", 65_536);

        assertThat(report.examples()).isEmpty();
        assertThat(report.sent()).isGreaterThanOrEqualTo(WRITES).isEqualTo(report.logged());
        assertThat(report.gaps() + report.missing() + report.twice() + report.wrong())
                .as(report.toString())
                .isZero();
    }

    @Test
    void log_underLoadWithAQueueThatOverflows_isTheLedgerLessItsGaps() throws Exception {
        LedgerReport report = run(8, "gap", 1_024);

        assertThat(report.examples()).isEmpty();
        assertThat(report.gaps()).as(report.toString()).isPositive().isEqualTo(report.missing());
        assertThat(report.logged() + report.gaps()).isEqualTo(report.sent());
    }

    private LedgerReport run(long seed, String overflow, int queueEvents) throws Exception {
        Path config = Files.write(
                dir.resolve("whoset.yaml"),
                List.of("audit:", "  overflow: " + overflow, "  queue-events: " + queueEvents));
        try (RealMemcached memcached = RealMemcached.start("-m", "256");
                WhosetProcess whoset = WhosetProcess.start(
                        dir,
                        "proxy",
                        "--no-ui",
                        "--config",
                        config.toString(),
                        "--listen",
                        "127.0.0.1:0",
                        "--upstream",
                        "127.0.0.1:" + memcached.address().getPort())) {
            Load load = new Load(seed);
            load.run(whoset.listening(), WRITES);
            assertThat(whoset.terminate()).as(whoset.err()).isEqualTo(ExitCode.DONE);
            return load.compare(dir.resolve("audit"));
        }
    }
}
