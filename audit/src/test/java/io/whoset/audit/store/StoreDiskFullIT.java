package io.whoset.audit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.whoset.audit.Audit;
import io.whoset.audit.AuditSettings;
import io.whoset.audit.RunningTime;
import io.whoset.audit.Samples;
import io.whoset.audit.log.JsonLine;
import io.whoset.audit.log.LogPosition;
import io.whoset.forensics.record.Judgement;
import io.whoset.forensics.record.RecordId;
import io.whoset.forensics.record.WriteRecord;
import io.whoset.protocol.Key;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real disk of 24 MiB, filled up under log and store and freed again. */
class StoreDiskFullIT {
    private static final int WRITES = 3000;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path parent;

    private final RunningTime time = new RunningTime();
    private Path disk = Path.of("");

    @BeforeEach
    void mount() throws Exception {
        disk = Files.createDirectory(parent.resolve("disk"));
        boolean mounted = run("mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", disk.toString()) == 0;
        assumeTrue(mounted, "no small disk: mounting is not allowed here");
    }

    @AfterEach
    void unmount() throws Exception {
        assertThat(run("umount", "-l", disk.toString())).isLessThan(64);
    }

    @Test
    void store_diskFullAndFreed_hasAllRows_andIsNotSetAside() throws Exception {
        try (Audit audit =
                Audit.open(AuditSettings.defaults(disk), Samples.judge(write -> Judgement.CLEAN), time, Map.of())) {
            offer(audit);
            await().atMost(PATIENCE).until(() -> count(audit) == WRITES);
            Path ballast = fill();
            offer(audit);
            await().atMost(PATIENCE).until(() -> audit.counters().isLogStalled());
            Files.delete(ballast);
            await().atMost(PATIENCE).until(() -> !audit.counters().isLogStalled());
            await().atMost(PATIENCE).ignoreExceptions().until(() -> count(audit) == 2 * WRITES);
        }
        try (Stream<Path> files = Files.list(disk)) {
            assertThat(files).noneMatch(file -> file.toString().contains(".broken-"));
        }
    }

    @Test
    void rowsThatCannotBePutDown_areNoDamage_andTheFileStaysAsItWas() throws Exception {
        Path file = disk.resolve(StoreFile.NAME);
        StoreFile full = StoreFile.open(file, 64);
        rows(1, 100, null).into(full, 100);
        full.checkpoint();
        Path ballast = fill();
        rows(101, WRITES, null).into(full, 200);
        assertThatThrownBy(full::checkpoint)
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(Breakage.isOf(e)).isFalse());
        assertThat(catchThrowable(full::close)).isInstanceOf(SQLException.class);

        Files.delete(ballast);
        try (StoreFile freed = StoreFile.open(file, 64)) {
            assertThat(freed.position()).isEqualTo(new LogPosition("head", 100));
            rows(101, WRITES, null).into(freed, 200);
            freed.checkpoint();
            assertThat(freed.isPutDown()).isTrue();
        }
    }

    @Test
    void rowsWhosePreviewsHaveNoRoom_comeInWhenThereIsRoom() throws Exception {
        try (StoreFile full = StoreFile.open(disk.resolve(StoreFile.NAME), 64)) {
            rows(1, 100, "first").into(full, 100);
            full.checkpoint();
            Path ballast = fill();
            assertThat(catchThrowable(() -> rows(101, WRITES, "second").into(full, 200)))
                    .isInstanceOf(IOException.class);
            assertThat(full.position()).isEqualTo(new LogPosition("head", 100));

            Files.delete(ballast);
            rows(101, WRITES, "third").into(full, 200);
            full.checkpoint();
            assertThat(previews(full)).containsOnlyKeys("first", "third").containsEntry("third", WRITES - 100L);
        }
    }

    private static Map<String, Long> previews(StoreFile store) throws SQLException {
        return store
                .ask((sql, previews) -> new Search(sql, previews, WriteQuery.newest(1000), WRITES).newest())
                .stream()
                .collect(Collectors.groupingBy(row -> String.valueOf(row.preview()), Collectors.counting()));
    }

    private GivenLines rows(int from, int to, @Nullable String preview) {
        GivenLines lines = new GivenLines();
        for (int id = from; id <= to; id++) {
            WriteRecord write = Samples.set(Key.of("k" + id), "web-1", time.epochMicros(time.nanos()), preview);
            lines.add(new JsonLine()
                    .write(new RecordId(id), write, Judgement.CLEAN)
                    .text()
                    .getBytes(StandardCharsets.UTF_8));
        }
        return lines;
    }

    private void offer(Audit audit) {
        for (int i = 0; i < WRITES; i++) {
            assertThat(audit.sink().offer(Samples.set("k" + i, "web-1", time.epochMicros(time.nanos()))))
                    .isTrue();
        }
    }

    private static long count(Audit audit) {
        return audit.store().writers().stream().mapToLong(WriterRow::writes).sum();
    }

    private Path fill() throws IOException {
        Path ballast = disk.resolve("ballast");
        try (OutputStream out = Files.newOutputStream(ballast)) {
            for (int i = 0; i < 64 * 1024; i++) {
                out.write(new byte[1024]);
            }
        } catch (IOException e) {
            return ballast;
        }
        throw new AssertionError("the disk is not small");
    }

    private static int run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }
}
