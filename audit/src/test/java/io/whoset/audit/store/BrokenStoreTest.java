package io.whoset.audit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.whoset.audit.Audit;
import io.whoset.audit.AuditSettings;
import io.whoset.audit.RunningTime;
import io.whoset.audit.Samples;
import io.whoset.audit.log.AuditDirException;
import io.whoset.audit.log.LogFiles;
import io.whoset.audit.log.WriteRow;
import io.whoset.forensics.record.Judgement;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BrokenStoreTest {
    private static final int WRITES = 900;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final RunningTime time = new RunningTime();

    @TempDir
    private Path dir;

    @ParameterizedTest
    @ValueSource(longs = {0, 5_000, 13_000, 300_000})
    void store_truncatedWhileNothingRan_isRebuilt(long bytes) throws Exception {
        try (Audit audit = open()) {
            offer(audit, WRITES);
            await().atMost(PATIENCE).until(() -> count(audit) == WRITES);
        }
        truncate(bytes);

        try (Audit audit = open()) {
            await().atMost(PATIENCE).ignoreExceptions().until(() -> count(audit) == WRITES);
        }
    }

    @Test
    void store_truncatedWhileItRuns_isSetAsideAndRebuilt() throws Exception {
        try (Audit audit = open()) {
            offer(audit, WRITES);
            await().atMost(PATIENCE).until(() -> count(audit) == WRITES);
        }
        try (Audit audit = open()) {
            await().atMost(PATIENCE).until(() -> count(audit) == WRITES);
            truncate(13_000);
            offer(audit, WRITES);
            await().atMost(PATIENCE).ignoreExceptions().until(() -> count(audit) == 2 * WRITES);
        }
        // an engine that still had all in memory wrote the file anew: either way the next start finds all
        try (Audit audit = open()) {
            await().atMost(PATIENCE).ignoreExceptions().until(() -> count(audit) == 2 * WRITES);
            assertThat(linesOfWrites()).isEqualTo(2 * WRITES);
        }
    }

    @Test
    void store_removedWhileItRuns_isBegunAnewAndRebuilt() throws Exception {
        try (Audit audit = open()) {
            offer(audit, WRITES);
            await().atMost(PATIENCE).until(() -> count(audit) == WRITES);
            Files.delete(dir.resolve(StoreFile.NAME));
            offer(audit, WRITES);
            await().atMost(PATIENCE).ignoreExceptions().until(() -> count(audit) == 2 * WRITES);
            assertThat(dir.resolve(StoreFile.NAME)).exists();
        }
        try (StoreFile store = StoreFile.openReadOnly(dir.resolve(StoreFile.NAME), 64)) {
            List<WriteRow> newest =
                    store.ask((sql, previews) -> new Search(sql, previews, WriteQuery.newest(9), 9).newest());
            assertThat(newest).hasSize(9);
        }
    }

    @Test
    void previews_removedWhileItRuns_areRebuilt() throws Exception {
        try (Audit audit = open()) {
            offer(audit, WRITES);
            await().atMost(PATIENCE).until(() -> count(audit) == WRITES);
            Files.delete(dir.resolve("store.duckdb.previews").resolve("00000000"));
            await().atMost(PATIENCE).ignoreExceptions().until(() -> previews(audit) == 100);
            offer(audit, 1);
            await().atMost(PATIENCE).ignoreExceptions().until(() -> count(audit) == WRITES + 1);
        }
    }

    @Test
    void storeAndPreviews_removedWhileAQuestionIsAsked_areBegunAnew() throws Exception {
        Path previews = dir.resolve("store.duckdb.previews").resolve("00000000");
        try (Audit audit = open()) {
            offer(audit, WRITES);
            await().atMost(PATIENCE).until(() -> count(audit) == WRITES);
            Files.delete(dir.resolve(StoreFile.NAME));
            Files.delete(previews);
            assertThat(catchThrowable(() -> previews(audit))).isInstanceOf(StoreException.class);
            await().atMost(PATIENCE).ignoreExceptions().until(() -> previews(audit) == 100);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 700})
    void previews_truncatedWhileNothingRan_areRebuilt(long bytes) throws Exception {
        try (Audit audit = open()) {
            offer(audit, WRITES);
            await().atMost(PATIENCE).until(() -> count(audit) == WRITES);
        }
        truncate(dir.resolve("store.duckdb.previews").resolve("00000000"), bytes);

        try (Audit audit = open()) {
            await().atMost(PATIENCE).ignoreExceptions().until(() -> count(audit) == WRITES && previews(audit) == 100);
        }
    }

    /** Of the newest hundred writes, those that have theirs. */
    private static long previews(Audit audit) {
        return audit.store().writes(WriteQuery.newest(100)).items().stream()
                .filter(row -> row.preview() != null)
                .count();
    }

    @Test
    void store_thatAQuestionFoundBroken_isSetAsideAndRebuilt() throws Exception {
        try (Audit audit = open()) {
            offer(audit, WRITES);
            await().atMost(PATIENCE).until(() -> count(audit) == WRITES);
        }
        try (StoreFile store = StoreFile.open(dir.resolve(StoreFile.NAME), 64)) {
            store.check();
            assertThat(store.position().offset()).isPositive();
            SQLException damage = new SQLException("IO Error: Corrupt database file: checksum does not match");
            assertThat(catchThrowable(() -> store.ask((sql, previews) -> {
                        throw damage;
                    })))
                    .isSameAs(damage);
            assertThat(catchThrowable(store::check)).isSameAs(damage);
        }
    }

    @Test
    void setAside_again_keepsTheLastOnly() throws Exception {
        Path file = dir.resolve(StoreFile.NAME);
        for (int time = 1; time <= 3; time++) {
            Files.writeString(file, "broken " + time);
            Breakage.setAside(file, time, new SQLException("no database"));
        }
        try (Stream<Path> files = Files.list(dir)) {
            assertThat(files.map(Path::getFileName).map(String::valueOf).toList())
                    .containsExactly("store.duckdb.broken-3");
        }
    }

    @Test
    void canBeSetAside_fileOfAnotherProcess_isNot() throws Exception {
        Path file = dir.resolve(StoreFile.NAME);
        Files.writeString(file, "held");
        SQLException locked = new SQLException("IO Error: Could not set lock on file");
        assertThat(Breakage.canBeSetAside(file, locked)).isFalse();
        assertThat(Breakage.canBeSetAside(file, new SQLException("not a valid DuckDB database file")))
                .isTrue();
        assertThat(Breakage.canBeSetAside(dir.resolve("none"), locked)).isFalse();
    }

    @Test
    void checkpointWithoutRoom_isNoDamageOfTheFile() {
        String gaveUp = "Checkpoint failed for database \"store\". The database has been invalidated. Original error: ";
        assertThat(Breakage.isOf(new SQLException(gaveUp + "IO Error: Could not write: No space left on device")))
                .isFalse();
        assertThat(Breakage.isOf(new SQLException(gaveUp + "IO Error: Corrupt database file")))
                .isTrue();
        assertThat(Breakage.isOf(new SQLException("the database has been invalidated")))
                .isTrue();
    }

    private void truncate(long bytes) throws IOException {
        truncate(dir.resolve(StoreFile.NAME), bytes);
    }

    private static void truncate(Path path, long bytes) throws IOException {
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.WRITE)) {
            file.truncate(Math.min(bytes, file.size() - 1));
        }
    }

    private long linesOfWrites() throws IOException {
        List<String> lines = Files.readAllLines(LogFiles.live(dir));
        return lines.stream()
                .filter(line -> line.contains("\"event\":\"write\""))
                .count();
    }

    private void offer(Audit audit, int writes) {
        for (int i = 0; i < writes; i++) {
            assertThat(audit.sink().offer(Samples.set("k" + i, "web-1", time.epochMicros(time.nanos()))))
                    .isTrue();
        }
    }

    private static long count(Audit audit) {
        return audit.store().writers().stream().mapToLong(WriterRow::writes).sum();
    }

    private Audit open() throws AuditDirException {
        return Audit.open(AuditSettings.defaults(dir), Samples.judge(write -> Judgement.CLEAN), time, Map.of());
    }
}
