package io.whoset.audit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.whoset.audit.Audit;
import io.whoset.audit.AuditSettings;
import io.whoset.audit.OverflowPolicy;
import io.whoset.audit.RunningTime;
import io.whoset.audit.Samples;
import io.whoset.audit.log.AuditDirException;
import io.whoset.audit.log.FindingRow;
import io.whoset.audit.log.LogFiles;
import io.whoset.audit.log.WriteRow;
import io.whoset.audit.log.WriterLogReader;
import io.whoset.forensics.record.Judgement;
import io.whoset.forensics.record.Origin;
import io.whoset.forensics.record.PeerProcess;
import io.whoset.forensics.record.Verdict;
import io.whoset.forensics.record.WriteRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DuckStoreTest {
    private final RunningTime time = new RunningTime();

    @TempDir
    private Path dir;

    @Test
    void writes_offered_comeBackAsTheLogHasThem() throws Exception {
        try (Audit audit = open(write -> Samples.suspect())) {
            offer(audit, "k%", "web-1", 3);
            await().atMost(Duration.ofSeconds(5)).until(() -> count(audit) == 3);

            List<WriteRow> inLog = new WriterLogReader(dir).writesOf("k%25", 9);
            assertThat(audit.store().writes(WriteQuery.newest(9)).items()).isEqualTo(inLog);
            assertThat(audit.store().writes(WriteQuery.ofKey("k%25", 9)).items())
                    .isEqualTo(inLog);
            assertThat(audit.store().sinceMicros()).isEqualTo(inLog.get(2).tsMicros());
        }
    }

    @Test
    void write_ofAKnownProcess_comesBackWithIt_beforeAndAfterARebuild() throws Exception {
        try (Audit audit = open(write -> Judgement.CLEAN)) {
            PeerProcess process = new PeerProcess();
            process.found(4711, "php-fpm");
            Origin origin = new Origin("main", "127.0.0.1:11211", "127.0.0.1:9", "web-1", 7, process);
            WriteRecord write = Samples.set("k", "web-1", time.epochMicros(time.nanos()));
            assertThat(audit.sink()
                            .offer(new WriteRecord(
                                    origin,
                                    write.tsMicros(),
                                    "delete",
                                    write.key(),
                                    null,
                                    null,
                                    null,
                                    "DELETED",
                                    1L,
                                    write.interval())))
                    .isTrue();
            awaitProcess(audit);
        }
        Files.delete(dir.resolve(StoreFile.NAME));
        try (Audit audit = open(write -> Judgement.CLEAN)) {
            awaitProcess(audit);
        }
    }

    private static void awaitProcess(Audit audit) {
        await().untilAsserted(() -> assertThat(
                        audit.store().writes(WriteQuery.newest(9)).items())
                .extracting(WriteRow::process)
                .containsExactly("4711 php-fpm"));
    }

    @Test
    void writes_pagedByCursor_giveEachOnce() throws Exception {
        try (Audit audit = open(write -> Judgement.CLEAN)) {
            offer(audit, "k", "web-1", 25);
            await().until(() -> count(audit) == 25);

            List<String> ids = new ArrayList<>();
            @Nullable String cursor = null;
            do {
                Page<WriteRow> page = audit.store().writes(query(cursor, 10));
                page.items().forEach(row -> ids.add(row.id()));
                cursor = page.next();
            } while (cursor != null);
            assertThat(ids).hasSize(25).doesNotHaveDuplicates();
        }
    }

    @Test
    void writes_filtered_matchAll() throws Exception {
        try (Audit audit = open(write -> Judgement.CLEAN)) {
            offer(audit, "a:1", "web-1", 1);
            offer(audit, "a:2", "web-2", 1);
            offer(audit, "b:1'; DROP TABLE writes; --", "web-1", 1);
            await().until(() -> count(audit) == 3);

            WriteQuery query = new WriteQuery(
                    null, "a:", "web-1", null, Samples.DIGEST.toString(), "clean", "set", 0L, Long.MAX_VALUE, 10, null);
            assertThat(audit.store().writes(query).items())
                    .extracting(WriteRow::key)
                    .containsExactly("a:1");
            assertThat(audit.store()
                            .writes(WriteQuery.ofKey("b:1';%20DROP%20TABLE%20writes;%20--", 1))
                            .items())
                    .hasSize(1);
        }
    }

    @Test
    void writers_accused_comeFirst() throws Exception {
        try (Audit audit = open(DuckStoreTest::accuseWebThree)) {
            offer(audit, "a", "web-1", 9);
            offer(audit, "a", "web-2", 2);
            offer(audit, "a", "web-3", 1);
            offer(audit, "a", "web-4", 1);
            await().until(() -> count(audit) == 13);

            List<WriterRow> rows = audit.store().writers();
            assertThat(rows).extracting(WriterRow::writer).containsExactly("web-3", "web-2", "web-1", "web-4");
            assertThat(rows).extracting(WriterRow::verdict).containsExactly("poison", "suspect", "clean", "clean");
            assertThat(rows.get(0).findings()).hasSize(1);
            assertThat(rows.get(0).peers()).containsExactly("10.0.0.9:4711");
            assertThat(rows.get(2).byVerdict()).containsEntry("clean", 9L);
            assertThat(rows.get(2).bytes()).isEqualTo(63);
            assertThat(audit.store().findings(FindingQuery.newest(10)).items())
                    .extracting(FindingRow::writer)
                    .containsExactly("web-3");
            assertThat(audit.store().writer("web-2"))
                    .get()
                    .extracting(WriterRow::writes)
                    .isEqualTo(2L);
            assertThat(audit.store().writer("nobody")).isEmpty();
        }
    }

    @Test
    void writers_accusationWithdrawn_noLongerFirst() throws Exception {
        Function<WriteRecord, Judgement> rule = write -> Samples.accused(
                "web-1",
                Objects.requireNonNull(write.key()).logForm().equals("bad") ? Verdict.STALE : Verdict.CLEAN,
                write.tsMicros());
        try (Audit audit = open(rule)) {
            offer(audit, "bad", "web-1", 1);
            await().until(() -> count(audit) == 1
                    && audit.store().writers().get(0).verdict().equals("stale"));
            offer(audit, "good", "web-1", 1);
            await().until(() -> count(audit) == 2
                    && audit.store().writers().get(0).findings().isEmpty());
            assertThat(audit.store().findings(FindingQuery.newest(10)).items()).hasSize(2);
        }
    }

    @Test
    void store_reopened_goesOnWithoutDoubles() throws Exception {
        for (int run = 1; run <= 3; run++) {
            try (Audit audit = open(write -> Judgement.CLEAN)) {
                offer(audit, "k", "web-1", 5);
                int expected = run * 5;
                await().until(() -> count(audit) >= expected);
                assertThat(count(audit)).isEqualTo(expected);
            }
        }
    }

    @Test
    void store_deleted_isRebuiltFromClosedAndGrowingFiles() throws Exception {
        rollTwice();
        Files.delete(dir.resolve("store.duckdb"));
        assertThat(LogFiles.rolled(dir)).isNotEmpty();

        try (Audit audit = open(write -> Judgement.CLEAN)) {
            await().until(() -> count(audit) == 900);
        }
    }

    @Test
    void store_brokenFile_isSetAsideAndRebuilt() throws Exception {
        rollTwice();
        Files.writeString(dir.resolve("store.duckdb"), "no database at all ".repeat(1000));

        try (Audit audit = open(write -> Judgement.CLEAN)) {
            await().until(() -> count(audit) == 900);
        }
        try (Stream<Path> files = Files.list(dir)) {
            assertThat(files).anyMatch(file -> file.toString().contains("store.duckdb.broken-"));
        }
    }

    @Test
    void writers_thirtyThousandInSmallStore_areRanked() throws Exception {
        AuditSettings small = new AuditSettings(dir, 1 << 16, OverflowPolicy.BRAKE, 1 << 30, Duration.ofDays(1), 64);
        try (Audit audit = Audit.open(small, Samples.judge(write -> Judgement.CLEAN), time, Map.of())) {
            for (int i = 0; i < 60_000; i++) {
                offer(audit, "k" + i % 100, "writer-" + i % 30_000, 1);
            }
            await().until(() -> audit.counters().lines("write") == 60_000
                    && audit.counters().storeBacklogRows() == 0);
            assertThat(audit.store().writers()).hasSize(1000);
            assertThat(audit.store().writer("writer-29999").orElseThrow().peers())
                    .containsExactly("10.0.0.9:4711");
        }
    }

    @Test
    void query_withCursorThatIsNoId_isRefused() {
        assertThatThrownBy(() -> query("ffffffffffffffff", 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> query("5", 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void store_otherLog_isRebuilt() throws Exception {
        try (Audit audit = open(write -> Judgement.CLEAN)) {
            offer(audit, "old", "web-1", 5);
        }
        Files.delete(LogFiles.live(dir));
        try (Audit audit = open(write -> Judgement.CLEAN)) {
            offer(audit, "new", "web-1", 1);
            await().until(() -> count(audit) == 1);
            assertThat(audit.store().writes(WriteQuery.newest(9)).items())
                    .extracting(WriteRow::key)
                    .containsExactly("new");
        }
    }

    private void rollTwice() throws AuditDirException, IOException {
        AuditSettings small = new AuditSettings(dir, 1024, OverflowPolicy.BRAKE, 10_000, Duration.ofDays(1), 32);
        try (Audit audit = Audit.open(small, Samples.judge(write -> Judgement.CLEAN), time, Map.of())) {
            for (int round = 1; round <= 3; round++) {
                offer(audit, "k", "web-1", 300);
                int expected = round * 300;
                await().until(() ->
                        count(audit) == expected && LogFiles.rolled(dir).size() >= expected / 300);
            }
        }
    }

    private static Judgement accuseWebThree(WriteRecord write) {
        return switch (write.origin().writer()) {
            case "web-3" -> Samples.accused("web-3", Verdict.POISON, write.tsMicros());
            case "web-2" -> Samples.suspect();
            default -> Judgement.CLEAN;
        };
    }

    private static int count(Audit audit) {
        return audit.store().writes(WriteQuery.newest(1000)).items().size();
    }

    private static WriteQuery query(@Nullable String cursor, int limit) {
        return WriteQuery.newest(limit).olderThan(cursor);
    }

    private void offer(Audit audit, String key, String writer, int times) {
        for (int i = 0; i < times; i++) {
            assertThat(audit.sink().offer(Samples.set(key, writer, time.epochMicros(time.nanos()))))
                    .isTrue();
        }
    }

    private Audit open(Function<WriteRecord, Judgement> rule) throws AuditDirException {
        return Audit.open(AuditSettings.defaults(dir), Samples.judge(rule), time, Map.of());
    }
}
