package io.whoset.audit.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.whoset.audit.log.LogCursor;
import io.whoset.audit.log.LogFiles;
import io.whoset.audit.log.LogPosition;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LineBatchTest {
    @TempDir
    private Path dir;

    private final AtomicInteger looks = new AtomicInteger();

    private int linesOf(int lines, BooleanSupplier asked) throws Exception {
        return linesOf(lines, StoreFile.ROW_GROUP, asked);
    }

    private int linesOf(int lines, int room, BooleanSupplier asked) throws Exception {
        Files.writeString(LogFiles.live(dir), "{\"v\":1}\n".repeat(lines));
        try (LogCursor cursor = Objects.requireNonNull(LogCursor.at(dir, LogPosition.BEGIN))) {
            LineBatch batch = new LineBatch(cursor, Objects.requireNonNull(cursor.next()), room, asked);
            int given = 0;
            for (byte[] line = batch.next(); line != null; line = batch.next()) {
                assertThat(new String(line, StandardCharsets.UTF_8)).isEqualTo("{\"v\":1}");
                given++;
            }
            assertThat(batch.lines()).isEqualTo(given);
            assertThat(batch.isClosed()).isEqualTo(given < lines);
            assertThat(batch.isFull()).isEqualTo(given == 10_000);
            return given;
        }
    }

    @Test
    void nobodyAsks_takesAllThereIs_upToItsBound() throws Exception {
        assertThat(linesOf(1, () -> false)).isEqualTo(1);
        assertThat(linesOf(10_007, () -> false)).isEqualTo(10_000);
    }

    @Test
    void lessRoomThanLines_endsThere_andIsNotFull() throws Exception {
        assertThat(linesOf(100, 40, () -> false)).isEqualTo(40);
    }

    @Test
    void somebodyAsks_noLineIsReadUntilTheAnswer() throws Exception {
        assertThat(linesOf(3, () -> looks.incrementAndGet() <= 20)).isEqualTo(3);
        assertThat(looks).hasValue(21);
    }

    @Test
    void somebodyAsksWithoutEnd_linesComeInAllTheSame() throws Exception {
        assertThat(linesOf(1000, () -> looks.incrementAndGet() > 0)).isEqualTo(1000);
        assertThat(looks).hasValue(300);
    }
}
