package io.whoset.audit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whoset.audit.ManualTime;
import io.whoset.audit.Samples;
import io.whoset.audit.log.JsonLine;
import io.whoset.audit.log.LogPosition;
import io.whoset.audit.log.WriteRow;
import io.whoset.forensics.record.Finding;
import io.whoset.forensics.record.Judgement;
import io.whoset.forensics.record.RecordId;
import io.whoset.forensics.record.Verdict;
import io.whoset.forensics.record.WriteRecord;
import io.whoset.protocol.Key;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreFileTest {
    private static final Map<Long, Long> ROWS_AT =
            Map.of(0L, 0L, 200L, (long) StoreFile.ROW_GROUP, 300L, StoreFile.ROW_GROUP + 1L);

    @TempDir
    private Path dir;

    @Test
    void take_whosePositionCannotBeKept_addsNoRowsEither() throws Exception {
        try (StoreFile store = StoreFile.open(dir.resolve("store.duckdb"), 64);
                Statement sql = store.connect().createStatement()) {
            GivenLines.of(write(7, "web-1")).into(store, 100);
            sql.execute("ALTER TABLE meta RENAME TO elsewhere");
            assertThatThrownBy(() -> GivenLines.of(write(7, "web-1")).into(store, 200))
                    .isInstanceOf(SQLException.class);

            sql.execute("ALTER TABLE elsewhere RENAME TO meta");
            assertThat(count(sql)).isEqualTo(1);
            assertThat(store.position()).isEqualTo(new LogPosition("head", 100));
            GivenLines.of(write(8, "web-1")).into(store, 200);
            assertThat(count(sql)).isEqualTo(2);
            assertThat(previews(store)).containsExactly("of 8", "of 7");
        }
    }

    @Test
    void file_ofAProcessThatIsKilled_endsWithTheLastWholeGroup_andOfOneThatCloses_withTheLastRow() throws Exception {
        Path file = dir.resolve("store.duckdb");
        try (StoreFile store = StoreFile.open(file, 64)) {
            GivenLines.of(write(1, "web-1")).into(store, 100);
            assertThat(ifKilledNow(file)).isEqualTo(LogPosition.BEGIN);
            assertThat(store.room()).isEqualTo(StoreFile.ROW_GROUP - 1);

            GivenLines group = new GivenLines();
            for (int id = 2; id <= StoreFile.ROW_GROUP; id++) {
                group.add(write(id, "web-1").getBytes(StandardCharsets.UTF_8));
            }
            group.into(store, 200);
            assertThat(store.isGroupWhole()).isTrue();
            store.checkpoint();
            assertThat(ifKilledNow(file)).isEqualTo(new LogPosition("head", 200));
            assertThat(store.room()).isEqualTo(StoreFile.ROW_GROUP);
            assertThat(store.isGroupWhole()).isFalse();

            GivenLines.of(write(70_000, "web-1")).into(store, 300);
            assertThat(ifKilledNow(file)).isEqualTo(new LogPosition("head", 200));
        }
        assertThat(ifKilledNow(file)).isEqualTo(new LogPosition("head", 300));
    }

    @Test
    void file_thatIsClosedAfterDamage_endsWithTheLastWholeGroup() throws Exception {
        Path file = dir.resolve("store.duckdb");
        try (StoreFile store = StoreFile.open(file, 64)) {
            GivenLines.of(write(1, "web-1")).into(store, 100);
            store.checkpoint();
            GivenLines.of(write(2, "web-1")).into(store, 200);
            SQLException damage = new SQLException("Corrupt previews");
            assertThatThrownBy(() -> store.ask((sql, previews) -> {
                        throw damage;
                    }))
                    .isSameAs(damage);
        }
        try (StoreFile store = StoreFile.open(file, 64)) {
            assertThat(store.position()).isEqualTo(new LogPosition("head", 100));
            assertThat(previews(store)).containsExactly("of 1");
        }
    }

    @Test
    void file_ofAnotherVersion_isBegunAnew() throws Exception {
        Path file = dir.resolve("store.duckdb");
        try (StoreFile store = StoreFile.open(file, 64);
                Connection connection = store.connect();
                Statement sql = connection.createStatement()) {
            GivenLines.of(write(7, "web-1")).into(store, 100);
            sql.execute("UPDATE meta SET version = version - 1");
            sql.execute(StoreEngine.CHECKPOINT);
        }
        try (StoreFile store = StoreFile.open(file, 64)) {
            assertThat(store.position()).isEqualTo(LogPosition.BEGIN);
            assertThat(previews(store)).isEmpty();
            GivenLines.of(write(8, "web-1")).into(store, 100);
            assertThat(previews(store)).containsExactly("of 8");
        }
    }

    @Test
    void previews_ofWritesThatAreForgotten_goWithTheNextCheckpoint() throws Exception {
        Path file = dir.resolve("store.duckdb");
        long minute = 60_000_000;
        long first = RecordId.first(ManualTime.START_MICROS).value();
        long second = RecordId.first(ManualTime.START_MICROS + 2 * minute).value();
        try (StoreFile store = StoreFile.open(file, 64)) {
            GivenLines lines = new GivenLines();
            for (int i = 0; i < 1_100; i++) {
                lines.add(write(first + i, "web-1", " ".repeat(16_000)).getBytes(StandardCharsets.UTF_8));
            }
            lines.add(write(second, "web-1", "second").getBytes(StandardCharsets.UTF_8));
            lines.into(store, 100);
            store.checkpoint();
            assertThat(previewFiles()).containsExactly("00000000", "00000001");

            store.forgetBefore(ManualTime.START_MICROS + 2 * minute);
            assertThat(previewFiles()).hasSize(2);
            store.checkpoint();
            assertThat(previewFiles()).containsExactly("00000001");
            assertThat(previews(store)).containsExactly("second");
        }
        try (StoreFile store = StoreFile.open(file, 64)) {
            assertThat(previews(store)).containsExactly("second");
            store.forgetBefore(ManualTime.START_MICROS + 9 * minute);
            store.checkpoint();
        }
        try (StoreFile store = StoreFile.open(file, 64)) {
            assertThat(previews(store)).isEmpty();
            assertThat(previewFiles()).containsExactly("00000001");
        }
    }

    private List<String> previewFiles() throws Exception {
        try (Stream<Path> files = Files.list(dir.resolve("store.duckdb.previews"))) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void checkpoint_thatTheEngineRefuses_isLeftForTheNextTime() throws Exception {
        Path file = dir.resolve("store.duckdb");
        try (StoreFile store = StoreFile.open(file, 64);
                Connection connection = store.connect();
                Statement other = connection.createStatement()) {
            other.execute("BEGIN");
            other.execute("UPDATE meta SET version = version");
            GivenLines.of(finding(1, Verdict.STALE)).into(store, 300);
            store.checkpoint();
            assertThat(store.isPutDown()).isFalse();
            assertThat(store.room()).isPositive();

            other.execute("ROLLBACK");
            store.checkpoint();
            assertThat(store.isPutDown()).isTrue();
        }
    }

    @Test
    void checkpoint_whileSomebodyAsksWhoAskedBefore_isNotRefused() throws Exception {
        try (StoreFile store = StoreFile.open(dir.resolve("store.duckdb"), 64);
                Connection connection = store.connect();
                Statement other = connection.createStatement()) {
            other.execute("BEGIN");
            assertThat(count(other)).isZero();
            GivenLines.of(write(1, "web-1")).into(store, 300);
            store.checkpoint();
            assertThat(store.isPutDown()).isTrue();
            assertThat(count(other)).isZero();
        }
    }

    @Test
    void open_afterAKill_removesWhatHadNoRoomInMemory() throws Exception {
        Path overflow = Files.createDirectory(dir.resolve("store.duckdb.tmp"));
        Files.writeString(overflow.resolve("duckdb_temp_storage-0.tmp"), "left");
        StoreFile.open(dir.resolve("store.duckdb"), 64).close();
        assertThat(overflow).isEmptyDirectory();
    }

    private LogPosition ifKilledNow(Path file) throws Exception {
        Path left = dir.resolve("left.duckdb");
        Files.copy(file, left, StandardCopyOption.REPLACE_EXISTING);
        Path previews = Files.createDirectories(dir.resolve("left.duckdb.previews"));
        Files.copy(
                dir.resolve("store.duckdb.previews").resolve("00000000"),
                previews.resolve("00000000"),
                StandardCopyOption.REPLACE_EXISTING);
        try (StoreFile store = StoreFile.open(left, 64);
                Connection connection = store.connect();
                Statement sql = connection.createStatement()) {
            // rows and position are those of one moment
            assertThat(count(sql)).isEqualTo(ROWS_AT.get(store.position().offset()));
            return store.position();
        }
    }

    @Test
    void take_linesThatAreNoRows_arePassedOver() throws Exception {
        try (StoreFile store = StoreFile.open(dir.resolve("store.duckdb"), 64);
                Statement sql = store.connect().createStatement()) {
            String nameless = write(8, "web-1").replaceFirst("\"id\":\"[0-9a-f]+\",", "");
            GivenLines.of("{\"v\":1,\"event\":\"start\"}", nameless, "{\"v\":1,\"ev", write(9, "web-1"))
                    .into(store, 100);

            assertThat(nameless).doesNotContain("\"id\"");
            assertThat(count(sql)).isEqualTo(1);
        }
    }

    @Test
    void finding_namesEarlierWrites_givesThemItsVerdict_andItsWithdrawalTakesItBack() throws Exception {
        try (StoreFile store = StoreFile.open(dir.resolve("store.duckdb"), 64);
                Connection sql = store.connect();
                PreviewReader previews = store.previews()) {
            GivenLines.of(write(7, "web-1"), write(8, "web-2"), write(9, "web-1"))
                    .into(store, 1);
            GivenLines.of(finding(20, Verdict.POISON, 7, 8), write(21, "web-1")).into(store, 2);
            // another writer's write is not for it to name
            assertThat(verdicts(sql, previews))
                    .containsExactly("21 clean null", "9 clean null", "8 clean null", "7 poison 0000000000000014");
            assertThat(rates(sql, "poison")).containsExactly(new RatePoint(0, "web-1", 1));

            GivenLines.of(finding(30, Verdict.CLEAN)).into(store, 3);
            assertThat(verdicts(sql, previews))
                    .containsExactly("21 clean null", "9 clean null", "8 clean null", "7 clean null");
            assertThat(rates(sql, "poison")).isEmpty();
            assertThat(rates(sql, "clean")).hasSize(2);
        }
    }

    /** Of all time in one bucket, by the sums of minutes. */
    private static List<RatePoint> rates(Connection sql, String verdict) throws SQLException {
        WriteQuery of = new WriteQuery(null, null, null, null, null, verdict, null, null, null, 1, null);
        return RateReport.of(sql, new RateQuery(0, 1, 60L << 30, of));
    }

    private static List<String> verdicts(Connection sql, PreviewReader previews) throws SQLException {
        return new Search(sql, previews, WriteQuery.newest(9), 9)
                .newest().stream()
                        .map(row -> RecordId.parse(row.id()).value() + " " + row.verdict() + " " + row.named())
                        .toList();
    }

    private static List<@Nullable String> previews(StoreFile store) throws SQLException {
        return store.ask((sql, previews) -> new Search(sql, previews, WriteQuery.newest(9), 9)
                .newest().stream().map(WriteRow::preview).toList());
    }

    private static String write(long id, String writer) {
        return write(id, writer, "of " + id);
    }

    private static String write(long id, String writer, String preview) {
        WriteRecord write = Samples.set(Key.of("k"), writer, ManualTime.START_MICROS, preview);
        return new JsonLine().write(new RecordId(id), write, Judgement.CLEAN).text();
    }

    private static String finding(long id, Verdict verdict, long... writes) {
        List<RecordId> named = LongStream.of(writes).mapToObj(RecordId::new).toList();
        Finding finding =
                new Finding(ManualTime.START_MICROS, "web-1", verdict, "loss", "", named, Map.of(), List.of());
        return new JsonLine().finding(new RecordId(id), finding).text();
    }

    private static long count(Statement sql) throws SQLException {
        try (ResultSet row = sql.executeQuery("SELECT count(*) FROM writes")) {
            row.next();
            return row.getLong(1);
        }
    }
}
