package io.whoset.audit.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.whoset.audit.ManualTime;
import io.whoset.audit.Samples;
import io.whoset.forensics.record.RecordId;
import io.whoset.forensics.record.Verdict;
import io.whoset.protocol.Key;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JqIT {
    @TempDir
    private Path dir;

    @Test
    void jq_overLines_readsWhatWasWritten() throws Exception {
        Path file = dir.resolve("lines.jsonl");
        JsonLine line = new JsonLine();
        String odd = "tab\t quote\" back\\ nul\u0000 del\u007f euro€ smile😀 line\u2028";
        try (FileChannel out = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            write(
                    out,
                    line.write(
                            new RecordId(1),
                            Samples.set(Key.of("a b"), "w", ManualTime.START_MICROS, odd),
                            Samples.suspect()));
            write(
                    out,
                    line.finding(
                            new RecordId(2),
                            Samples.accused("w", Verdict.STALE, 1).findings().get(0)));
        }

        assertThat(jq("select(.event==\"write\") | .key, .preview, .flags, .findings[0].why", file))
                .isEqualTo("a%20b\n" + odd + "\n4294967295\ncame \"back\"\n");
        assertThat(jq("select(.event==\"finding\") | .evidence.old_share, .evidence.writes[0], .ts", file))
                .isEqualTo("0.9\n0000000000000005\n1970-01-01T00:00:00.000001Z\n");
    }

    private static void write(FileChannel out, JsonLine line) throws IOException {
        ByteBuffer bytes = line.bytes();
        while (bytes.hasRemaining()) {
            assertThat(out.write(bytes)).isPositive();
        }
    }

    private static String jq(String filter, Path file) throws Exception {
        Process jq = new ProcessBuilder("jq", "-r", filter, file.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(jq.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(jq.waitFor()).as(output).isZero();
        return output;
    }
}
