package io.whoset.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.whoset.app.ledger.LedgerReport;
import io.whoset.app.ledger.Load;
import io.whoset.app.ledger.SlowDisk;
import io.whoset.app.ledger.Vanishing;
import io.whoset.testkit.RealMemcached;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every write of 64 clients, text and binary, against the log, line by line. {@code -Dwhoset.ledger.writes=5000000} sends as many as that; the
 * default takes a few seconds.
 */
class LedgerIT {
    private static final long WRITES = Long.getLong("whoset.ledger.writes", 50_000);

    /** The audit is interpreted while the relay is compiled: it falls behind on any machine. */
    private static final Map<String, String> SLOW_AUDIT = Map.of(
            "JDK_JAVA_OPTIONS",
            "-XX:CompileCommand=quiet -XX:CompileCommand=exclude,io.whoset.audit.*::*"
                    + " -XX:CompileCommand=exclude,io.whoset.forensics.detect.*::*");

    @TempDir
    Path dir;

    private String said = "";

    @Test
    void log_underLoadWithBrake_holdsEveryWriteOnceAndTrue() throws Exception {
        LedgerReport report = run(7, WRITES, "brake", 65_536, dir.resolve("audit"));

        assertComplete(report, WRITES);
    }

    @Test
    void log_underLoadWithAQueueThatOverflows_isTheLedgerLessItsGaps() throws Exception {
        LedgerReport report = run(8, WRITES, "gap", 1_024, dir.resolve("audit"), SLOW_AUDIT);

        assertCounted(report);
        assertThat(said).contains("audit queue is full, writes go on unrecorded");
    }

    @Test
    void log_onASlowDiskWithBrake_holdsEveryWriteOnceAndTrue() throws Exception {
        try (SlowDisk disk = SlowDisk.mount(dir, 1_024)) {
            LedgerReport report = run(9, WRITES / 10, "brake", 1_024, disk.dir());

            assertComplete(report, WRITES / 10);
            assertThat(said).contains("audit queue is full, clients that write wait");
        }
    }

    @Test
    void log_onASlowDiskWithGap_isTheLedgerLessItsGaps() throws Exception {
        try (SlowDisk disk = SlowDisk.mount(dir, 512)) {
            LedgerReport report = run(10, WRITES, "gap", 1_024, disk.dir());

            assertCounted(report);
            assertThat(report.gaps()).isGreaterThan(WRITES / 4);
            assertThat(said).contains("audit queue is full, writes go on unrecorded");
        }
    }

    @Test
    void log_ofClientsThatVanish_holdsEveryWriteThatTheServerTook() throws Exception {
        try (RealMemcached memcached = RealMemcached.start("-m", "512");
                WhosetProcess whoset = start("brake", 65_536, dir.resolve("audit"), memcached, Map.of())) {
            Vanishing clients = new Vanishing(11);
            clients.run(whoset.listening(), (int) (WRITES / 500));
            assertThat(whoset.terminate()).as(whoset.err()).isEqualTo(ExitCode.DONE);
            assertThat(clients.defects(dir.resolve("audit/writers.jsonl"), memcached.address()))
                    .isEmpty();
        }
    }

    private static void assertComplete(LedgerReport report, long atLeast) {
        assertThat(report.examples()).isEmpty();
        assertThat(report.sent()).isGreaterThanOrEqualTo(atLeast).isEqualTo(report.logged());
        assertThat(report.gaps() + report.missing() + report.twice() + report.wrong())
                .as(report.toString())
                .isZero();
    }

    private static void assertCounted(LedgerReport report) {
        assertThat(report.examples()).isEmpty();
        assertThat(report.gaps()).as(report.toString()).isPositive().isEqualTo(report.missing());
        assertThat(report.logged() + report.gaps()).isEqualTo(report.sent());
    }

    private LedgerReport run(long seed, long writes, String overflow, int queueEvents, Path auditDir) throws Exception {
        return run(seed, writes, overflow, queueEvents, auditDir, Map.of());
    }

    private LedgerReport run(
            long seed, long writes, String overflow, int queueEvents, Path auditDir, Map<String, String> environment)
            throws Exception {
        try (RealMemcached memcached = RealMemcached.start("-m", "256");
                WhosetProcess whoset = start(overflow, queueEvents, auditDir, memcached, environment)) {
            Load load = new Load(seed);
            load.run(whoset.listening(), writes);
            assertThat(whoset.terminate()).as(whoset.err()).isEqualTo(ExitCode.DONE);
            said = whoset.err();
            return load.compare(auditDir);
        }
    }

    private WhosetProcess start(
            String overflow, int queueEvents, Path auditDir, RealMemcached memcached, Map<String, String> environment)
            throws Exception {
        Path config = Files.write(
                dir.resolve("whoset.yaml"),
                List.of("audit:", "  overflow: " + overflow, "  queue-events: " + queueEvents));
        return WhosetProcess.start(
                dir,
                environment,
                "proxy",
                "--no-ui",
                "--config",
                config.toString(),
                "--audit-dir",
                auditDir.toString(),
                "--listen",
                "127.0.0.1:0",
                "--upstream",
                "127.0.0.1:" + memcached.address().getPort());
    }
}
