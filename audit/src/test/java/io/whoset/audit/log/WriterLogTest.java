package io.whoset.audit.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.whoset.audit.ManualTime;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WriterLogTest {
    private final ManualTime time = new ManualTime();

    @TempDir
    private Path parent;

    @Test
    void append_untilFlush_staysInMemory() throws Exception {
        Path dir = parent.resolve("a/b");
        try (WriterLog log = open(dir, 1 << 20)) {
            add(log, 1);
            assertThat(Files.size(LogFiles.live(dir))).isZero();
            assertThat(log.flush()).isTrue();
            assertThat(Files.readAllLines(LogFiles.live(dir))).containsExactly(line(1));
        }
    }

    @Test
    void directory_thatVanishes_keepsLinesUntilItIsBack() throws Exception {
        Path dir = parent.resolve("audit");
        try (WriterLog log = open(dir, 1 << 20)) {
            remove(dir);
            time.advance(Duration.ofSeconds(2));
            add(log, 1);
            assertThat(log.flush()).isFalse();
            assertThat(log.isStalled()).isTrue();

            Files.createDirectory(dir);
            assertThat(log.flush()).as("before the second is over").isFalse();
            time.advance(Duration.ofSeconds(1));
            assertThat(log.flush()).isTrue();
            assertThat(log.isStalled()).isFalse();
            assertThat(Files.readAllLines(LogFiles.live(dir))).containsExactly(line(1));
        }
    }

    @Test
    void file_thatVanishes_isBegunAnew() throws Exception {
        try (WriterLog log = open(parent, 1 << 20)) {
            Files.delete(LogFiles.live(parent));
            time.advance(Duration.ofSeconds(2));
            add(log, 1);
            assertThat(log.flush()).isTrue();
            assertThat(Files.readAllLines(LogFiles.live(parent))).containsExactly(line(1));
        }
    }

    @Test
    void file_movedAndMadeAnew_keepsOldLinesThereAndNewOnesHere() throws Exception {
        Path moved = parent.resolve("writers.jsonl.1");
        try (WriterLog log = open(parent, 1 << 20)) {
            add(log, 1);
            assertThat(log.flush()).isTrue();
            Files.move(LogFiles.live(parent), moved);
            Files.createFile(LogFiles.live(parent));
            add(log, 2);
            assertThat(log.flush()).isTrue();
        }

        assertThat(Files.readAllLines(moved)).containsExactly(line(1));
        assertThat(Files.readAllLines(LogFiles.live(parent))).containsExactly(line(2));
    }

    @Test
    void files_areForTheirOwnerOnly() throws Exception {
        Path dir = parent.resolve("a/b");
        open(dir, 1 << 20).close();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(dir)))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(LogFiles.live(dir))))
                .isEqualTo("rw-------");
    }

    @Test
    void strayFile_withNoMomentInItsName_doesNotEndTheStart() throws Exception {
        Files.writeString(parent.resolve("writers-20261332T250000.000000Z.jsonl"), "x");

        open(parent, 1 << 20).close();

        assertThat(LogFiles.rolled(parent)).isEmpty();
    }

    @Test
    void closedFile_thatIsBroken_hidesNoOther() throws Exception {
        try (WriterLog log = open(parent, 50)) {
            for (int i = 1; i <= 4; i++) {
                add(log, i);
                assertThat(log.flush()).isTrue();
            }
            await().until(() -> LogFiles.rolled(parent).stream().allMatch(LogFiles::isCompressed));
        }
        List<Path> rolled = LogFiles.rolled(parent);
        assertThat(rolled).hasSize(4);
        Files.writeString(rolled.get(1), "no gzip at all");
        byte[] bytes = Files.readAllBytes(rolled.get(2));
        bytes[bytes.length - 9] ^= 0x55;
        bytes[12] = (byte) 0xFF;
        Files.write(rolled.get(2), bytes);

        List<String> read = new ArrayList<>();
        new WriterLogReader(parent).forEach(line -> read.add(line.id()));
        List<String> followed = new ArrayList<>();
        try (LogCursor cursor = Objects.requireNonNull(LogCursor.at(parent, LogPosition.BEGIN))) {
            drain(cursor, followed);
        }

        assertThat(read).startsWith("0000000000000001").endsWith("0000000000000004");
        assertThat(followed).isEqualTo(read);
        try (WriterLog again = open(parent, 50)) {
            assertThat(again.lastId().value()).isEqualTo(4);
        }
    }

    @Test
    void closedFile_thatCannotBeCompressed_doesNotKeepTheOthersFromIt() throws Exception {
        Path first = Files.writeString(parent.resolve("writers-20260102T030405.000001Z.jsonl"), line(1) + "\n");
        Path second = Files.writeString(parent.resolve("writers-20260102T030405.000002Z.jsonl"), line(2) + "\n");
        Files.createDirectories(parent.resolve(first.getFileName() + ".gz.tmp"));

        try (WriterLog log = open(parent, 1 << 20)) {
            assertThat(log.flush()).isTrue();
            await().until(() -> !Files.exists(second));
        }
        assertThat(first).exists();
    }

    @Test
    void retention_byBytesAndByAge_deletesTheOldestClosedFiles() throws Exception {
        for (int i = 1; i <= 4; i++) {
            Path file = Files.write(parent.resolve("writers-20260102T030405.00000" + i + "Z.jsonl.gz"), new byte[100]);
            Files.setLastModifiedTime(
                    file, FileTime.from(ManualTime.START_MICROS - 60_000_000L * (10 - i), TimeUnit.MICROSECONDS));
        }
        List<Path> all = LogFiles.rolled(parent);

        new Retention(Duration.ZERO, 300).apply(parent, ManualTime.START_MICROS);
        assertThat(LogFiles.rolled(parent)).isEqualTo(all.subList(1, 4));
        new Retention(Duration.ofMinutes(7), 0).apply(parent, ManualTime.START_MICROS);
        assertThat(LogFiles.rolled(parent)).isEqualTo(all.subList(2, 4));
        Retention.OFF.apply(parent, ManualTime.START_MICROS);
        assertThat(LogFiles.rolled(parent)).hasSize(2);
    }

    @Test
    void file_oldEnough_isRolledUnderItsFirstMoment() throws Exception {
        try (WriterLog log = open(parent, 1 << 20)) {
            add(log, 1);
            assertThat(log.flush()).isTrue();
            time.advance(Duration.ofDays(2));
            assertThat(log.flush()).isTrue();

            Path closed = parent.resolve("writers-20260102T030405.000001Z.jsonl.gz");
            await().until(() -> Files.exists(closed));
            assertThat(Files.size(LogFiles.live(parent))).isZero();
            assertThat(new String(LogFiles.open(closed).readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo(line(1) + "\n");
        }
    }

    @Test
    void closedFile_leftPlain_isCompressedAtStart() throws Exception {
        Path plain = parent.resolve("writers-20260102T030405.000001Z.jsonl");
        Files.writeString(plain, line(1) + "\n");
        Files.writeString(parent.resolve(plain.getFileName() + ".gz.tmp"), "half");

        try (WriterLog log = open(parent, 1 << 20)) {
            assertThat(log.lastId().toString()).isEqualTo("0000000000000001");
            await().until(() -> !Files.exists(plain));
        }

        List<String> ids = new ArrayList<>();
        new WriterLogReader(parent).forEach(read -> ids.add(read.id()));
        assertThat(ids).containsExactly("0000000000000001");
    }

    @Test
    void lock_givenBack_canBeTakenAgain() throws Exception {
        open(parent, 1 << 20).close();
        try (WriterLog log = open(parent, 1 << 20)) {
            assertThatThrownBy(() -> open(parent, 1 << 20)).isInstanceOf(AuditDirException.class);
            assertThatThrownBy(() -> open(parent.resolve("."), 1 << 20))
                    .isInstanceOf(AuditDirException.class)
                    .hasMessageContaining("in use by another whoset (process ");
            assertThat(log.tornBytes()).isZero();
        }
    }

    @Test
    void cursor_whileFilesAreRolledBehindIt_givesEachLineOnce() throws Exception {
        List<String> ids = new ArrayList<>();
        try (WriterLog log = open(parent, 500);
                LogCursor cursor = Objects.requireNonNull(LogCursor.at(parent, LogPosition.BEGIN))) {
            for (int i = 1; i <= 200; i++) {
                add(log, i);
                assertThat(log.flush()).isTrue();
                if (i % 17 == 0) {
                    drain(cursor, ids);
                }
            }
            drain(cursor, ids);
        }
        assertThat(ids).hasSize(200).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void cursor_resumedAnywhere_givesTheRest() throws Exception {
        try (WriterLog log = open(parent, 500)) {
            for (int i = 1; i <= 50; i++) {
                add(log, i);
                assertThat(log.flush()).isTrue();
            }
        }
        for (int stop = 0; stop <= 50; stop++) {
            List<String> ids = new ArrayList<>();
            LogPosition position;
            try (LogCursor cursor = Objects.requireNonNull(LogCursor.at(parent, LogPosition.BEGIN))) {
                for (int i = 0; i < stop; i++) {
                    ids.add(id(Objects.requireNonNull(cursor.next())));
                }
                position = cursor.position();
            }
            try (LogCursor cursor = Objects.requireNonNull(LogCursor.at(parent, position))) {
                drain(cursor, ids);
            }
            assertThat(ids).hasSize(50).isSorted().doesNotHaveDuplicates();
        }
        assertThat(LogCursor.at(parent, new LogPosition("another first line", 3)))
                .isNull();
    }

    private static void drain(LogCursor cursor, List<String> ids) throws IOException {
        for (byte[] line = cursor.next(); line != null; line = cursor.next()) {
            ids.add(id(line));
        }
    }

    private static String id(byte[] line) throws IOException {
        return LogLine.parse(line).id();
    }

    private static void add(WriterLog log, int number) {
        log.append(
                ByteBuffer.wrap((line(number) + "\n").getBytes(StandardCharsets.UTF_8)),
                ManualTime.START_MICROS + number);
    }

    private static String line(int number) {
        return String.format(
                "{\"v\":1,\"event\":\"write\",\"ts\":\"2026-01-02T03:04:05.%06dZ\",\"id\":\"%016x\",\"writer\":\"w\"}",
                number, number);
    }

    private static void remove(Path dir) throws IOException {
        try (Stream<Path> files = Files.list(dir)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(dir);
    }

    private WriterLog open(Path dir, long rollBytes) throws AuditDirException {
        return WriterLog.open(dir, new Rolling(rollBytes, Duration.ofDays(1), Retention.OFF), time);
    }
}
