package io.whoset.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.whoset.audit.log.LogFiles;
import io.whoset.forensics.record.Judgement;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real disk of one mebibyte, filled up under the log and freed again. */
class DiskFullIT {
    private static final int WRITES = 300;
    private static final Pattern LOST = Pattern.compile("\"event\":\"gap\".*\"lost\":(\\d+)");

    @TempDir
    private Path parent;

    private Path disk = Path.of("");

    @BeforeEach
    void mount() throws Exception {
        disk = Files.createDirectory(parent.resolve("disk"));
        boolean mounted = run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", disk.toString()) == 0;
        assumeTrue(mounted, "no small disk: mounting is not allowed here");
    }

    @AfterEach
    void unmount() throws Exception {
        assertThat(run("umount", "-l", disk.toString())).isLessThan(64);
    }

    @Test
    void brake_fullDisk_losesNothing() throws Exception {
        int offered = fillAndFree(OverflowPolicy.BRAKE);

        assertThat(offered).isEqualTo(WRITES);
        assertThat(writes()).isEqualTo(WRITES);
        assertThat(lost()).isZero();
    }

    @Test
    void gap_fullDisk_countsWhatIsLost() throws Exception {
        int offered = fillAndFree(OverflowPolicy.GAP);

        assertThat(offered).isEqualTo(WRITES);
        assertThat(lost()).isPositive();
        assertThat(writes() + lost()).isEqualTo(WRITES);
    }

    private int fillAndFree(OverflowPolicy overflow) throws Exception {
        // the log alone is on the small disk
        AuditSettings settings = new AuditSettings(disk, 16, overflow, 1 << 30, Duration.ofDays(100_000), 64);
        int offered = 0;
        try (Audit audit = Audit.open(settings, Samples.judge(write -> Judgement.CLEAN), new RunningTime(), Map.of())) {
            await().until(() -> audit.counters().log().flushes() > 0);
            for (; offered < 20; offered++) {
                offer(audit, offered);
            }
            Path ballast = fill();
            // what is left of the last page takes some lines
            for (; offered < 36; offered++) {
                offer(audit, offered);
            }
            await().until(() -> audit.counters().isLogStalled());
            if (overflow == OverflowPolicy.GAP) {
                for (; offered < 280; offered++) {
                    offer(audit, offered);
                }
            }
            Files.delete(ballast);
            await().until(() -> !audit.counters().isLogStalled());
            for (; offered < WRITES; offered++) {
                offer(audit, offered);
            }
        }
        assertWhole();
        return offered;
    }

    /** Offers as a client does that is braked: again when there is room. */
    private static void offer(Audit audit, int number) throws InterruptedException {
        while (!audit.sink().offer(Samples.set("k" + number, "web-1", ManualTime.START_MICROS + number))) {
            CountDownLatch room = new CountDownLatch(1);
            audit.sink().whenRoom(room::countDown);
            assertThat(room.await(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    private Path fill() throws IOException {
        Path ballast = disk.resolve("ballast");
        try (OutputStream out = Files.newOutputStream(ballast)) {
            for (int i = 0; i < 4096; i++) {
                out.write(new byte[1024]);
            }
        } catch (IOException e) {
            return ballast;
        }
        throw new AssertionError("the disk is not small");
    }

    private void assertWhole() throws IOException {
        List<String> lines = Files.readAllLines(LogFiles.live(disk));
        assertThat(lines).allMatch(line -> line.startsWith("{\"v\":1,") && line.endsWith("}"));
        assertThat(lines).anyMatch(line -> line.contains("the log could not be written"));
        assertThat(lines.get(lines.size() - 1)).contains("\"stop\"");
    }

    private long writes() throws IOException {
        return Files.readAllLines(LogFiles.live(disk)).stream()
                .filter(line -> line.contains("\"event\":\"write\""))
                .count();
    }

    private long lost() throws IOException {
        long lost = 0;
        for (String line : Files.readAllLines(LogFiles.live(disk))) {
            Matcher gap = LOST.matcher(line);
            lost += gap.find() ? Long.parseLong(gap.group(1)) : 0;
        }
        return lost;
    }

    private static int run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }
}
