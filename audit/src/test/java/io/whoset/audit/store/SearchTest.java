package io.whoset.audit.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.whoset.audit.ManualTime;
import io.whoset.audit.Samples;
import io.whoset.audit.log.JsonLine;
import io.whoset.audit.log.LogLine;
import io.whoset.audit.log.WriteRow;
import io.whoset.forensics.record.Finding;
import io.whoset.forensics.record.Judgement;
import io.whoset.forensics.record.Origin;
import io.whoset.forensics.record.PeerProcess;
import io.whoset.forensics.record.RecordId;
import io.whoset.forensics.record.Verdict;
import io.whoset.forensics.record.WriteRecord;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store of some hours, in batches as the log gives them: what is found must be what looking at every row finds. */
class SearchTest {
    private static final long MINUTE = 60_000_000;
    private static final int WRITES = 3000;
    private static final int RUN = 700;

    /** The engine's smallest: of {@link #WRITES} it makes two, and all of the first can be forgotten. */
    private static final int ROW_GROUP = 2048;

    private static final List<String> KEYS =
            List.of("user:1", "user:11", "user:12", "user:123456789", "cart", "käse:9", "u");

    @TempDir
    private Path dir;

    private final Random random = new Random(4711);
    private final List<WriteRow> all = new ArrayList<>();
    private @Nullable StoreFile store;

    @BeforeEach
    void fill() throws Exception {
        StoreFile filled = StoreFile.open(dir.resolve(StoreFile.NAME), 64, RUN, ROW_GROUP);
        store = filled;
        GivenLines batch = new GivenLines();
        long micros = ManualTime.START_MICROS;
        for (int i = 0; i < WRITES; i++) {
            micros += random.nextInt(100) == 0 ? 7 * MINUTE : random.nextInt(4_000_000);
            String key = KEYS.get(random.nextInt(KEYS.size()));
            Judgement judgement = random.nextInt(40) == 0 ? Samples.suspect() : Judgement.CLEAN;
            byte[] line = bytes(new JsonLine()
                    .write(RecordId.first(micros), set(key, "web-" + random.nextInt(5), micros - 3), judgement));
            all.add(0, Objects.requireNonNull(LogLine.parse(line).write()));
            batch.add(line);
            if (random.nextInt(50) == 0) {
                batch.into(filled, i);
            }
        }
        batch.into(filled, WRITES);
    }

    @AfterEach
    void close() throws Exception {
        Objects.requireNonNull(store).close();
    }

    @Test
    void newest_ofAnyFilter_isWhatEveryRowSays() throws Exception {
        for (int round = 0; round < 200; round++) {
            WriteQuery query = new WriteQuery(
                    maybe(KEYS.get(random.nextInt(KEYS.size())).replace("ä", "%C3%A4")),
                    maybe(List.of("user", "user:1", "user:12345678", "kä", "x").get(random.nextInt(5))),
                    maybe("web-" + random.nextInt(6)),
                    maybe(List.of("11", "cron", "11 cron", "12 my cron", "my cron", "12 my", "my", "13")
                            .get(random.nextInt(8))),
                    maybe(Samples.DIGEST.toString()),
                    maybe(List.of("bad", "suspect", "clean", "poison").get(random.nextInt(4))),
                    maybe(List.of("set", "delete").get(random.nextInt(2))),
                    random.nextBoolean() ? null : moment(),
                    random.nextBoolean() ? null : moment(),
                    1 + random.nextInt(100),
                    random.nextBoolean()
                            ? null
                            : all.get(random.nextInt(WRITES)).id());
            List<WriteRow> expected = all.stream()
                    .filter(new WriteMatch(query))
                    .limit(query.limit())
                    .toList();
            int ids = random.nextBoolean() ? 4000 : 1 + random.nextInt(200);
            List<WriteRow> found =
                    file().ask((sql, previews) -> new Search(sql, previews, query, query.limit(), ids).newest());
            assertThat(found).as("%s", query).isEqualTo(expected);
        }
    }

    @Test
    void keys_ofAnyPrefix_areThoseOfTheRows() throws Exception {
        for (String prefix : List.of("user", "user:1", "user:12345678", "user:123456789", "k%C3", "u", "x", "")) {
            Map<String, Long> expected = all.stream()
                    .map(row -> Objects.requireNonNull(row.key()))
                    .filter(key -> key.startsWith(prefix))
                    .collect(Collectors.groupingBy(key -> key, Collectors.counting()));
            List<KeyRow> keys = file().ask((sql, previews) -> KeyList.of(sql, prefix, 100));
            assertThat(keys.stream().collect(Collectors.toMap(KeyRow::key, KeyRow::writes)))
                    .as("prefix %s", prefix)
                    .isEqualTo(expected);
        }
    }

    @Test
    void ranking_andChart_addUpToTheRows() throws Exception {
        assertAddsUp(all);
    }

    @Test
    void ranking_afterAFindingAndItsWithdrawal_addsUp() throws Exception {
        List<WriteRow> ofOne = all.stream()
                .filter(row -> row.writer().equals("web-1"))
                .limit(300)
                .toList();
        List<RecordId> named =
                ofOne.stream().map(row -> RecordId.parse(row.id())).toList();
        GivenLines accusation = new GivenLines();
        accusation.add(finding(RecordId.parse(all.get(0).id()).value() + 1, Verdict.STALE, named));
        accusation.into(file(), 1);

        WriterRow accused = ranking().stream()
                .filter(row -> row.writer().equals("web-1"))
                .findFirst()
                .orElseThrow();
        assertThat(accused.byVerdict()).containsEntry("stale", 300L);
        assertThat(accused.writes())
                .isEqualTo(
                        all.stream().filter(row -> row.writer().equals("web-1")).count());

        GivenLines withdrawal = new GivenLines();
        withdrawal.add(finding(RecordId.parse(all.get(0).id()).value() + 2, Verdict.CLEAN, List.of()));
        withdrawal.into(file(), 2);
        assertAddsUp(all);
    }

    @Test
    void forgetBefore_leavesTheMinuteAndAllAfter() throws Exception {
        long moment = all.get(WRITES / 2).tsMicros();
        file().forgetBefore(moment);
        List<WriteRow> kept =
                file().ask((sql, previews) -> new Search(sql, previews, WriteQuery.newest(1000), WRITES).newest());
        assertThat(kept).hasSizeBetween(WRITES / 2, WRITES / 2 + 100).isEqualTo(all.subList(0, kept.size()));
        assertAddsUp(kept);
    }

    @Test
    void places_ofAllRuns_areTheEnginesOwn_alsoAfterOlderWritesWereForgotten() throws Exception {
        assertPlacesAreRows();
        file().forgetBefore(all.get(WRITES / 5).tsMicros());
        file().checkpoint();
        assertPlacesAreRows();

        file().forgetBefore(all.get(0).tsMicros() + 2 * MINUTE);
        GivenLines again = new GivenLines();
        for (int i = 0; i < 2 * RUN + 10; i++) {
            long micros = all.get(0).tsMicros() + 3 * MINUTE + i;
            again.add(bytes(new JsonLine()
                    .write(RecordId.first(micros), set("user:" + i % 3, "web-1", micros), Judgement.CLEAN)));
        }
        again.into(file(), 1);
        file().checkpoint();
        assertPlacesAreRows();
    }

    /** Of every write in the runs, the newest first. */
    private void assertPlacesAreRows() throws Exception {
        List<RowPlace> expected = new ArrayList<>();
        List<RowPlace> found = file().ask((sql, previews) -> {
            try (Statement statement = sql.createStatement();
                    ResultSet row = statement.executeQuery(
                            "SELECT id, rowid FROM writes WHERE id < " + SortedRuns.end(sql) + " ORDER BY id DESC")) {
                while (row.next()) {
                    expected.add(new RowPlace(row.getLong(1), row.getLong(2)));
                }
            }
            return SortedRuns.inRows(
                    sql, SortedRuns.newest(sql, WriteQuery.ofPrefix("", 1), 0, Long.MAX_VALUE, WRITES));
        });
        assertThat(found).hasSizeGreaterThan(100).isEqualTo(expected);
    }

    @Test
    void writes_thatLieElsewhereByNow_areFoundByTheirIds() throws Exception {
        List<WriteRow> some = all.subList(100, 110);
        List<RowPlace> outdated = some.stream()
                .map(row -> new RowPlace(RecordId.parse(row.id()).value(), random.nextInt(WRITES)))
                .toList();

        List<WriteRow> found = file().ask((sql, previews) -> new WritesById(sql, previews).at(outdated));
        assertThat(found).isEqualTo(some);
    }

    private void assertAddsUp(List<WriteRow> rows) throws Exception {
        Map<String, Map<String, Long>> expected = rows.stream()
                .collect(Collectors.groupingBy(
                        WriteRow::writer, Collectors.groupingBy(WriteRow::verdict, Collectors.counting())));
        List<WriterRow> ranking = ranking();
        assertThat(ranking).hasSize(expected.size());
        for (WriterRow row : ranking) {
            List<WriteRow> own = rows.stream()
                    .filter(write -> write.writer().equals(row.writer()))
                    .toList();
            assertThat(row.writes()).isEqualTo(own.size());
            assertThat(row.byVerdict()).containsAllEntriesOf(expected.get(row.writer()));
            assertThat(row.bytes()).isEqualTo(own.size() * 7L);
            assertThat(row.lastMicros())
                    .isEqualTo(own.stream().mapToLong(WriteRow::tsMicros).max().orElse(0));
            assertThat(row.keys()).isBetween(1L, 9L);
        }
    }

    private List<WriterRow> ranking() throws Exception {
        return file().ask((sql, previews) -> new WriterRanking(new ManualTime()).rows(sql, null)).stream()
                .sorted(Comparator.comparing(WriterRow::writer))
                .toList();
    }

    private StoreFile file() {
        return Objects.requireNonNull(store);
    }

    private long moment() {
        return all.get(random.nextInt(WRITES)).tsMicros();
    }

    private @Nullable String maybe(String text) {
        return random.nextInt(4) == 0 ? text : null;
    }

    private WriteRecord set(String key, String writer, long micros) {
        PeerProcess process = new PeerProcess();
        int pid = 10 + random.nextInt(4);
        if (pid > 10) {
            process.found(pid, List.of("cron", "my cron", "11").get(random.nextInt(3)));
        }
        WriteRecord write = Samples.set(key, writer, micros);
        Origin of = write.origin();
        Origin origin = new Origin(of.route(), of.upstream(), of.peer(), of.writer(), of.conn(), process);
        return new WriteRecord(
                origin,
                write.tsMicros(),
                write.cmd(),
                write.key(),
                write.flags(),
                write.exptime(),
                write.payload(),
                write.outcome(),
                write.rttMicros(),
                write.interval());
    }

    private static byte[] finding(long id, Verdict verdict, List<RecordId> named) {
        Finding finding =
                new Finding(ManualTime.START_MICROS, "web-1", verdict, "old-value", "", named, Map.of(), List.of());
        return bytes(new JsonLine().finding(new RecordId(id), finding));
    }

    private static byte[] bytes(JsonLine line) {
        return line.text().getBytes(StandardCharsets.UTF_8);
    }
}
