package io.whoset.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log held against what was acknowledged. */
class AccountTest {
    private static final String STORED = "{\"v\":1,\"event\":\"write\",\"cmd\":\"set\",\"outcome\":\"STORED\"}\n";
    private static final String REFUSED = "{\"v\":1,\"event\":\"write\",\"cmd\":\"add\",\"outcome\":\"NOT_STORED\"}\n";
    private static final String GAP =
            "{\"v\":1,\"event\":\"gap\",\"lost\":3,\"reason\":\"the audit queue was full\"}\n";

    private final Account account = new Account();

    @TempDir
    Path dir;

    @BeforeEach
    void log() throws IOException {
        Path rolled = dir.resolve("writers-20260102T030405.000006Z.jsonl.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(rolled))) {
            out.write((STORED + REFUSED).getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        }
        Files.writeString(dir.resolve("writers.jsonl"), STORED + GAP + STORED);
    }

    @Test
    void settle_linesAndGapsAreAll_saysHowMany() throws IOException {
        account.add(6);

        assertThat(account.settle(dir)).isEqualTo("6 acknowledged writes, 3 lines of them, gaps over 3");
    }

    @Test
    void settle_oneMissing_isAFailure() {
        account.add(7);

        assertThatThrownBy(() -> account.settle(dir)).hasMessageContaining("does not hold every write once");
    }

    @Test
    void settle_oneTwice_isAFailure() {
        account.add(5);

        assertThatThrownBy(() -> account.settle(dir)).hasMessageContaining("does not hold every write once");
    }
}
