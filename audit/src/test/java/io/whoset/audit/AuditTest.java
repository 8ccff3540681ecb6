package io.whoset.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.whoset.audit.log.AuditDirException;
import io.whoset.audit.log.LogFiles;
import io.whoset.audit.log.LogLine;
import io.whoset.audit.log.WriterLogReader;
import io.whoset.forensics.detect.Judge;
import io.whoset.forensics.record.Bypass;
import io.whoset.forensics.record.Gap;
import io.whoset.forensics.record.Judgement;
import io.whoset.forensics.record.RecordId;
import io.whoset.forensics.record.TimeSource;
import io.whoset.forensics.record.Verdict;
import io.whoset.forensics.record.WriteRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditTest {
    private final TimeSource time = new RunningTime();

    @TempDir
    private Path dir;

    @Test
    void log_whenClosed_holdsStartAllWritesAndStop() throws Exception {
        try (Audit audit = open(AuditSettings.defaults(dir), write -> Judgement.CLEAN)) {
            for (int i = 0; i < 5000; i++) {
                assertThat(audit.sink().offer(Samples.set("k" + i, "web-1", ManualTime.START_MICROS + i)))
                        .isTrue();
            }
        }

        List<LogLine> lines = lines();
        assertThat(lines).hasSize(5002);
        assertThat(lines.get(0).event()).isEqualTo("start");
        assertThat(lines.get(5001).event()).isEqualTo("stop");
        assertThat(lines.subList(1, 5001)).extracting(LogLine::id).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void log_idle_isFlushedSoon() throws Exception {
        try (Audit audit = open(AuditSettings.defaults(dir), write -> Judgement.CLEAN)) {
            assertThat(audit.sink().offer(Samples.set("k", "web-1", ManualTime.START_MICROS)))
                    .isTrue();
            await().atMost(Duration.ofSeconds(2)).until(() -> lines().size() == 2);
        }
    }

    @Test
    void finding_withWrite_followsItsLineAndIsShownLive() throws Exception {
        List<String> live = new CopyOnWriteArrayList<>();
        try (Audit audit =
                open(AuditSettings.defaults(dir), write -> Samples.accused("web-1", Verdict.STALE, write.tsMicros()))) {
            audit.live().subscribe((event, id, json) -> live.add(event + " " + json.contains(id)));
            assertThat(audit.sink().offer(Samples.set("k", "web-1", ManualTime.START_MICROS)))
                    .isTrue();
        }

        assertThat(lines()).extracting(LogLine::event).containsExactly("start", "write", "finding", "stop");
        assertThat(live).containsExactly("write true", "finding true", "stop true");
    }

    @Test
    void judge_thatThrows_doesNotStopTheLog() throws Exception {
        try (Audit audit = open(AuditSettings.defaults(dir), write -> {
            throw new IllegalStateException("no idea");
        })) {
            assertThat(audit.sink().offer(Samples.set("k", "web-1", ManualTime.START_MICROS)))
                    .isTrue();
        }

        assertThat(lines()).extracting(LogLine::event).containsExactly("start", "write", "stop");
        assertThat(Files.readString(LogFiles.live(dir))).doesNotContain("\"verdict\"");
    }

    @Test
    void judge_withErrors_losesNeitherThreadNorLines() throws Exception {
        Judge broken = new Judge() {
            @Override
            public Judgement judge(RecordId id, WriteRecord write) {
                throw new NoClassDefFoundError("gone");
            }

            @Override
            public void onGap(Gap gap) {
                throw new AssertionError("no gap");
            }
        };
        try (Audit audit = Audit.open(AuditSettings.defaults(dir), broken, time, Map.of())) {
            for (int i = 0; i < 3; i++) {
                assertThat(audit.sink().offer(Samples.set("k", "web-1", ManualTime.START_MICROS)))
                        .isTrue();
                assertThat(audit.sink().offer(new Gap(1, 1, "test", 1, 1, Samples.ORIGIN)))
                        .isTrue();
            }
            await().until(() -> audit.counters().unjudged() == 3);
        }

        assertThat(lines())
                .extracting(LogLine::event)
                .containsExactly("start", "write", "gap", "write", "gap", "write", "gap", "stop");
    }

    @Test
    void bypass_ofSomeWrites_isAGapLineAndKnownToTheJudge() throws Exception {
        List<Bypass> heard = new CopyOnWriteArrayList<>();
        Judge judge = new Judge() {
            @Override
            public Judgement judge(RecordId id, WriteRecord write) {
                return Judgement.CLEAN;
            }

            @Override
            public void onBypass(Bypass bypass) {
                heard.add(bypass);
            }

            @Override
            public void onGap(Gap gap) {
                throw new AssertionError("it concerns one server only");
            }
        };
        Bypass begins =
                new Bypass(ManualTime.START_MICROS, ManualTime.START_MICROS - 1, "users", "10.0.0.1:1", 7, true);
        Bypass ends = new Bypass(ManualTime.START_MICROS, ManualTime.START_MICROS - 1, "users", "10.0.0.1:1", 0, false);
        try (Audit audit = Audit.open(AuditSettings.defaults(dir), judge, time, Map.of())) {
            assertThat(audit.sink().offer(begins)).isTrue();
            assertThat(audit.sink().offer(ends)).isTrue();
        }

        assertThat(heard).containsExactly(begins, ends);
        assertThat(lines()).extracting(LogLine::event).containsExactly("start", "gap", "stop");
        assertThat(Files.readString(LogFiles.live(dir)))
                .contains("\"lost\":7,")
                .contains("writes reached 10.0.0.1:1 around whoset, seen by the bypass check of route users");
    }

    @Test
    void brake_whenFull_refusesThenWakesAndLosesNothing() throws Exception {
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        AtomicInteger woken = new AtomicInteger();
        int taken = 1;
        Function<WriteRecord, Judgement> holding = write -> {
            held.countDown();
            return waitFor(go);
        };
        try (Audit audit = open(settings(8, OverflowPolicy.BRAKE), holding)) {
            assertThat(audit.sink().offer(Samples.set("k", "web-1", ManualTime.START_MICROS)))
                    .isTrue();
            held.await();
            while (audit.sink().offer(Samples.set("k", "web-1", ManualTime.START_MICROS))) {
                taken++;
            }
            audit.sink().whenRoom(woken::incrementAndGet);
            assertThat(woken).hasValue(0);
            go.countDown();
            await().until(() -> woken.get() == 1);
        }

        int writes = taken;
        assertThat(lines()).filteredOn(line -> line.event().equals("write")).hasSize(writes);
        assertThat(writes).isGreaterThanOrEqualTo(8);
    }

    @Test
    void gap_whenFull_countsWhatIsMissing() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        try (Audit audit = open(settings(8, OverflowPolicy.GAP), write -> waitFor(go))) {
            for (int i = 0; i < 100; i++) {
                assertThat(audit.sink().offer(Samples.set("k", "web-1", ManualTime.START_MICROS + i)))
                        .isTrue();
            }
            go.countDown();
        }

        String text = Files.readString(LogFiles.live(dir));
        long writes = text.lines()
                .filter(line -> line.contains("\"event\":\"write\""))
                .count();
        assertThat(text).contains("\"event\":\"gap\"").contains("\"lost\":" + (100 - writes) + ",");
    }

    @Test
    void gapOfConnection_whenFull_keepsItsReasonAndConn() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        try (Audit audit = open(settings(8, OverflowPolicy.GAP), write -> waitFor(go))) {
            for (int i = 0; i < 100; i++) {
                assertThat(audit.sink().offer(Samples.set("k", "web-1", ManualTime.START_MICROS + i)))
                        .isTrue();
            }
            assertThat(audit.sink().offer(new Gap(1, 3, "lost its place at byte 17", 1, 1, Samples.ORIGIN)))
                    .isTrue();
            go.countDown();
        }

        assertThat(Files.readAllLines(LogFiles.live(dir)))
                .anyMatch(line -> line.contains("\"lost\":3,\"reason\":\"lost its place at byte 17\"")
                        && line.contains("\"conn\":7"));
    }

    @Test
    void stop_saysNumbersAsNumbers() throws Exception {
        open(settings(8, OverflowPolicy.BRAKE), write -> Judgement.CLEAN).close();

        assertThat(Files.readAllLines(LogFiles.live(dir)).get(1))
                .contains("\"writes\":0")
                .contains("\"lost\":0");
    }

    @Test
    void brake_thenClose_keepsWhatWaited() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        AtomicInteger late = new AtomicInteger();
        try (Audit audit = open(settings(8, OverflowPolicy.BRAKE), write -> waitFor(go))) {
            int taken = 0;
            while (audit.sink().offer(Samples.set("k", "web-1", ManualTime.START_MICROS))) {
                taken++;
            }
            assertThat(taken).isPositive();
            audit.sink().whenRoom(() -> {
                if (audit.sink().offer(Samples.set("late", "web-1", ManualTime.START_MICROS))) {
                    late.incrementAndGet();
                }
            });
            go.countDown();
        }

        assertThat(late).hasValue(1);
        assertThat(new WriterLogReader(dir).writesOf("late", 9)).hasSize(1);
        assertThat(lines()).extracting(LogLine::event).doesNotContain("gap").endsWith("stop");
    }

    @Test
    void offer_afterClose_isCountedAsLost() throws Exception {
        Audit audit = open(settings(8, OverflowPolicy.BRAKE), write -> Judgement.CLEAN);
        audit.close();
        audit.close();

        assertThat(audit.sink().offer(Samples.set("k", "web-1", ManualTime.START_MICROS)))
                .isTrue();
        assertThat(audit.counters().lost()).isEqualTo(1);
        assertThat(audit.counters().lines("stop")).isEqualTo(1);
    }

    @Test
    void tornLine_atStart_isCutAndBecomesGap() throws Exception {
        Path live = LogFiles.live(dir);
        Files.writeString(live, "{\"v\":1,\"event\":\"start\",\"ts\":\"2026-01-02T03:04:05.000006Z\"}\n{\"v\":1,\"eve");

        open(settings(8, OverflowPolicy.BRAKE), write -> Judgement.CLEAN).close();

        List<String> lines = Files.readAllLines(live);
        assertThat(lines).hasSize(4);
        assertThat(lines.get(2)).contains("\"event\":\"gap\"").contains("11 bytes");
    }

    @Test
    void ids_afterRestartWithClockSetBack_goOnAscending() throws Exception {
        try (Audit audit = open(AuditSettings.defaults(dir), write -> Judgement.CLEAN)) {
            assertThat(audit.sink().offer(Samples.set("k", "web-1", 1))).isTrue();
        }
        try (Audit audit = Audit.open(
                AuditSettings.defaults(dir), Samples.judge(write -> Judgement.CLEAN), new ManualTime(), Map.of())) {
            assertThat(audit.sink().offer(Samples.set("k", "web-1", 2))).isTrue();
        }

        assertThat(lines())
                .extracting(LogLine::id)
                .filteredOn(id -> !id.isEmpty())
                .hasSize(2)
                .isSorted();
    }

    @Test
    void secondAudit_ofOneDirectory_isRefused() throws Exception {
        try (Audit audit = open(AuditSettings.defaults(dir), write -> Judgement.CLEAN)) {
            assertThat(audit.counters().lines("start")).isEqualTo(1);
            assertThatThrownBy(() -> open(AuditSettings.defaults(dir), write -> Judgement.CLEAN))
                    .isInstanceOf(AuditDirException.class)
                    .hasMessageContaining("in use by another whoset (process ");
        }
    }

    @Test
    void directory_thatIsFile_isRefusedWithWhatToDo() throws Exception {
        Path file = Files.writeString(dir.resolve("plain"), "x", StandardOpenOption.CREATE);

        assertThatThrownBy(() -> open(AuditSettings.defaults(file), write -> Judgement.CLEAN))
                .isInstanceOf(AuditDirException.class)
                .hasMessageContaining(file + ": is a file, not a directory")
                .hasMessageContaining("--audit-dir");
        assertThatThrownBy(() -> open(AuditSettings.defaults(Path.of("/proc/whoset")), write -> Judgement.CLEAN))
                .isInstanceOf(AuditDirException.class);
    }

    @Test
    void log_rolled_isCompressedAndReadWhole() throws Exception {
        AuditSettings small = new AuditSettings(dir, 1024, OverflowPolicy.BRAKE, 10_000, Duration.ofDays(1), 32);
        try (Audit audit = open(small, write -> Judgement.CLEAN)) {
            for (int round = 0; round < 3; round++) {
                for (int i = 0; i < 300; i++) {
                    assertThat(audit.sink().offer(Samples.set("k" + i, "web-1", time.epochMicros(time.nanos()))))
                            .isTrue();
                }
                int files = round + 1;
                await().until(() -> LogFiles.rolled(dir).size() >= files);
            }
            await().until(() -> LogFiles.rolled(dir).stream()
                    .allMatch(file -> file.toString().endsWith(".gz")));
        }

        assertThat(lines())
                .hasSize(902)
                .extracting(LogLine::id)
                .filteredOn(id -> !id.isEmpty())
                .isSorted();
        assertThat(new WriterLogReader(dir).writesOf("k7", 2))
                .hasSize(2)
                .extracting(row -> row.id())
                .isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(new WriterLogReader(dir).writesOf("k7", 9)).hasSize(3);
    }

    private List<LogLine> lines() throws IOException {
        List<LogLine> lines = new ArrayList<>();
        new WriterLogReader(dir).forEach(lines::add);
        return lines;
    }

    private AuditSettings settings(int events, OverflowPolicy overflow) {
        return new AuditSettings(dir, events, overflow, 1 << 20, Duration.ofDays(100_000), 32);
    }

    private Audit open(AuditSettings settings, Function<WriteRecord, Judgement> rule) throws AuditDirException {
        return Audit.open(settings, Samples.judge(rule), time, Map.of("version", "test"));
    }

    private static Judgement waitFor(CountDownLatch go) {
        try {
            go.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return Judgement.CLEAN;
    }
}
