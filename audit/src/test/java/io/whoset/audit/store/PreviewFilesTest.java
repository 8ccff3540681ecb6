package io.whoset.audit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PreviewFilesTest {
    private static final long FILE_BYTES = PreviewFiles.beginOf(1);

    @TempDir
    private Path dir;

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 12, 13, 100, 1_011, 1_012, 1_013, 1_100, 20_000, 70_000})
    void previews_ofAnyLength_comeBackFromOneFileOrTwo(long beforeItsEnd) throws Exception {
        PreviewFiles files = files();
        Map<Long, String> texts = new LinkedHashMap<>();
        try (PreviewWriter writer = new PreviewWriter(files)) {
            long begin = beforeItsEnd == 0 ? 0 : FILE_BYTES - beforeItsEnd;
            stretch(files.file(0), begin);
            writer.resume(begin);
            for (int chars : new int[] {0, 1, 99, 1_000, 1_011, 1_012, 1_013, 5_000, 16_384, 40_000}) {
                String text = (chars % 2 == 0 ? "я" : "x").repeat(chars);
                texts.put(writer.add(chars, text), text);
            }
            writer.flush();
            assertThat(PreviewFiles.numberOf(writer.end())).isEqualTo(beforeItsEnd == 0 ? 0 : 1);
        }
        try (PreviewReader reader = new PreviewReader(files)) {
            for (Map.Entry<Long, String> text : texts.entrySet()) {
                String whole = text.getValue();
                assertThat(reader.read(whole.length(), text.getKey()))
                        .isEqualTo(whole.substring(0, Math.min(whole.length(), 16_384)));
            }
        }
    }

    @Test
    void previews_ofATransactionThatFailed_areWrittenOver() throws Exception {
        try (PreviewWriter writer = new PreviewWriter(files());
                PreviewReader reader = new PreviewReader(files())) {
            long kept = writer.add(1, "kept");
            long end = writer.end();
            writer.add(2, "not kept");
            writer.flush();
            writer.backTo(end);
            long next = writer.add(3, "next");
            writer.flush();

            assertThat(reader.read(1, kept)).isEqualTo("kept");
            assertThat(reader.read(3, next)).isEqualTo("next");
        }
    }

    @Test
    void previews_behindThoseThatAKilledProcessPutDown_areForgotten() throws Exception {
        long end;
        try (PreviewWriter writer = new PreviewWriter(files())) {
            writer.add(1, "put down");
            end = writer.end();
            writer.add(2, "not put down");
            writer.flush();
        }
        stretch(files().file(1), 10);
        try (PreviewWriter writer = new PreviewWriter(files());
                PreviewReader reader = new PreviewReader(files())) {
            writer.resume(end);
            assertThat(files().file(1)).doesNotExist();
            assertThat(reader.read(3, writer.add(3, "anew") + flushed(writer))).isEqualTo("anew");
        }
    }

    private static long flushed(PreviewWriter writer) throws Exception {
        writer.flush();
        return 0;
    }

    @Test
    void previews_thatAreNotThere_areDamage_unlessTheyWereForgotten() throws Exception {
        long second = FILE_BYTES;
        try (PreviewWriter writer = new PreviewWriter(files())) {
            writer.add(1, "first");
            writer.flush();
            stretch(files().file(0), FILE_BYTES);
            writer.backTo(second);
            writer.add(2, "second");
            writer.flush();
        }
        try (PreviewReader reader = new PreviewReader(files())) {
            assertThat(reader.read(2, second)).isEqualTo("second");
            assertThatThrownBy(() -> reader.read(3, second))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("Corrupt")
                    .hasMessageContaining("00000001");
            assertThatThrownBy(() -> reader.read(2, second + 50)).matches(PreviewFilesTest::isDamage);
        }
        files().deleteBelow(1);
        try (PreviewReader reader = new PreviewReader(files())) {
            assertThat(reader.read(1, 0)).isNull();
            assertThat(reader.read(2, second)).isEqualTo("second");
            assertThatThrownBy(() -> reader.read(9, 2 * FILE_BYTES)).matches(PreviewFilesTest::isDamage);
        }
        files().deleteFrom(0);
        try (PreviewReader reader = new PreviewReader(files())) {
            assertThatThrownBy(() -> reader.read(1, 0)).matches(PreviewFilesTest::isDamage);
        }
    }

    private static boolean isDamage(Throwable e) {
        return e instanceof SQLException said && Breakage.isOf(said);
    }

    @Test
    void previews_thatAreFewerThanTheStoreKnowsOf_areDamage() throws Exception {
        try (PreviewWriter writer = new PreviewWriter(files())) {
            writer.add(1, "one");
            writer.flush();
            long end = writer.end();
            assertThatThrownBy(() -> writer.resume(end + 1)).matches(PreviewFilesTest::isDamage);
            writer.resume(end);
            Files.delete(files().file(0));
            assertThatThrownBy(() -> writer.resume(end)).matches(PreviewFilesTest::isDamage);
        }
    }

    @Test
    void files_areForTheirOwnerOnly() throws Exception {
        try (PreviewWriter writer = new PreviewWriter(files())) {
            writer.add(1, "one");
            writer.flush();
        }
        assertThat(Files.getPosixFilePermissions(files().file(0)))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    private PreviewFiles files() {
        return new PreviewFiles(dir.resolve("previews"));
    }

    private static void stretch(Path file, long bytes) throws Exception {
        Files.createDirectories(file.getParent());
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(bytes);
        }
    }
}
