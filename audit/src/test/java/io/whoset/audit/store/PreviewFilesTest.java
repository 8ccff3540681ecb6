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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PreviewFilesTest {
    private static final long FILE_BYTES = PreviewFiles.beginOf(1);

    @TempDir
    private Path dir;

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 16, 17, 100, 1_007, 1_008, 1_009, 1_100, 20_000, 70_000})
    void previews_ofAnyLength_comeBackFromOneFileOrTwo(long beforeItsEnd) throws Exception {
        PreviewFiles files = files();
        Map<Long, String> texts = new LinkedHashMap<>();
        try (PreviewWriter writer = new PreviewWriter(files)) {
            long begin = beforeItsEnd == 0 ? 0 : FILE_BYTES - beforeItsEnd;
            stretch(files.file(0), begin);
            writer.resume(begin);
            for (int chars : new int[] {0, 1, 99, 1_000, 1_007, 1_008, 1_009, 5_000, 16_384, 40_000}) {
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
            long anew = writer.add(3, "anew");
            writer.flush();
            assertThat(reader.read(3, anew)).isEqualTo("anew");
        }
    }

    @Test
    void previews_thatAreNotThere_areDamage_unlessTheyWereForgotten() throws Exception {
        long second = FILE_BYTES;
        PreviewFiles files = files();
        try (PreviewWriter writer = new PreviewWriter(files)) {
            writer.add(1, "first");
            writer.flush();
            stretch(files.file(0), FILE_BYTES);
            writer.backTo(second);
            writer.add(2, "second");
            writer.flush();
        }
        Path foreign = Files.createFile(files.file(0).resolveSibling("00000000.gz"));
        try (PreviewReader reader = new PreviewReader(files)) {
            assertThat(reader.read(2, second)).isEqualTo("second");
            assertThatThrownBy(() -> reader.read(3, second))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("Corrupt")
                    .hasMessageContaining("00000001");
            assertThatThrownBy(() -> reader.read(2, second + 50)).matches(PreviewFilesTest::isDamage);
        }
        files.forgetBelow(1);
        files.deleteForgotten();
        assertThat(foreign).exists();
        try (PreviewReader reader = new PreviewReader(files)) {
            assertThat(reader.read(1, 0)).isNull();
            assertThat(reader.read(2, second)).isEqualTo("second");
            assertThatThrownBy(() -> reader.read(9, 2 * FILE_BYTES)).matches(PreviewFilesTest::isDamage);
        }
        Files.delete(files.file(1));
        try (PreviewReader reader = new PreviewReader(files)) {
            assertThatThrownBy(() -> reader.read(2, second)).matches(PreviewFilesTest::isDamage);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 7, 8, 11, 12, 15, 16, 2_000, 2_015})
    void preview_ofWhichOneByteIsAnother_orThatIsCutThere_isDamage(int at) throws Exception {
        try (PreviewWriter writer = new PreviewWriter(files())) {
            writer.add(1, "x".repeat(2_000));
            writer.flush();
        }
        try (RandomAccessFile file = new RandomAccessFile(files().file(0).toFile(), "rw")) {
            file.seek(at);
            int was = file.read();
            file.seek(at);
            file.write(was ^ 0x40);
            assertThatThrownBy(() -> readFirst()).matches(PreviewFilesTest::isDamage);
            file.seek(at);
            file.write(was);
            assertThat(readFirst()).hasSize(2_000);
            file.setLength(at);
            assertThatThrownBy(() -> readFirst()).matches(PreviewFilesTest::isDamage);
        }
    }

    private @Nullable String readFirst() throws Exception {
        try (PreviewReader reader = new PreviewReader(files())) {
            return reader.read(1, 0);
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
