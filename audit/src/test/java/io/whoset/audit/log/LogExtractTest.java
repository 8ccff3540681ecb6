package io.whoset.audit.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.whoset.forensics.record.RecordId;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogExtractTest {
    private static final long SECOND = 1_000_000;
    private static final long BEGIN = 1_800_000_000 * SECOND;

    @TempDir
    private Path dir;

    private static RecordId id(int n) {
        return new RecordId((BEGIN + n * 600L * SECOND) << 10);
    }

    private static String line(int n) {
        return "{\"v\":1,\"event\":\"write\",\"ts\":\"" + Timestamps.text(BEGIN + n * 600L * SECOND) + "\",\"id\":\""
                + id(n) + "\",\"key\":\"\\\"id\\\":\\\"" + id(0) + "\\\"\"}";
    }

    private static String lines(int from, int to) {
        StringBuilder text = new StringBuilder();
        for (int n = from; n < to; n++) {
            text.append(line(n)).append('\n');
        }
        return text.toString();
    }

    private void logs() throws IOException {
        Path first = LogFiles.rolledName(dir, BEGIN);
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(Path.of(first + ".gz")))) {
            out.write(lines(0, 10).getBytes(StandardCharsets.UTF_8));
        }
        Files.writeString(LogFiles.rolledName(dir, BEGIN + 6000 * SECOND), lines(10, 20));
        Files.writeString(LogFiles.live(dir), lines(20, 25));
    }

    private List<String> extract(int... wanted) throws IOException {
        List<RecordId> ids = new ArrayList<>();
        for (int n : wanted) {
            ids.add(id(n));
        }
        return new LogExtract(dir)
                .lines(ids).stream()
                        .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                        .toList();
    }

    @Test
    void lines_ofAllFiles_areTheirBytesInOrder() throws IOException {
        logs();

        assertThat(extract(24, 3, 9, 10, 20)).containsExactly(line(3), line(9), line(10), line(20), line(24));
    }

    @Test
    void lines_unknownOrNone_areLeftOut() throws IOException {
        logs();

        assertThat(extract(3, 99)).containsExactly(line(3));
        assertThat(extract()).isEmpty();
    }

    @Test
    void lines_cutCompressedFile_givesWhatItHas() throws IOException {
        logs();
        Path closed = LogFiles.rolled(dir).get(0);
        byte[] bytes = Files.readAllBytes(closed);
        Files.write(closed, java.util.Arrays.copyOf(bytes, bytes.length - 12));

        assertThat(extract(0, 21)).contains(line(21));
    }

    @Test
    void lines_emptyDirectory_givesNone() throws IOException {
        assertThat(extract(1)).isEmpty();
    }
}
