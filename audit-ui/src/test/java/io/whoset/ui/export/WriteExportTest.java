package io.whoset.ui.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.whoset.audit.log.LogLine;
import io.whoset.audit.log.WriteRow;
import io.whoset.ui.SampleWrites;
import io.whoset.ui.UiFixture;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WriteExportTest {
    private static final long MICROS = 1_800_000_000_000_000L;
    private UiFixture ui;
    private SampleWrites writes;

    @BeforeEach
    void start() throws IOException {
        ui = new UiFixture(null);
        writes = new SampleWrites(ui.store);
    }

    @AfterEach
    void stop() {
        ui.close();
    }

    @Test
    void jsonl_manyPages_areTheLinesOfAllMatches() throws Exception {
        for (int i = 0; i < 2500; i++) {
            writes.write("web-0" + (1 + i % 2), MICROS + i, "k" + i, "v", "text", List.of());
        }

        HttpResponse<String> reply = ui.get("/api/v1/export?writer=web-01");

        List<String> lines = reply.body().lines().toList();
        assertThat(lines).hasSize(1250);
        WriteRow first =
                LogLine.parse(lines.get(0).getBytes(StandardCharsets.UTF_8)).write();
        assertThat(first).isNotNull().extracting(WriteRow::key).isEqualTo("k2498");
        assertThat(reply.headers().firstValue("content-type")).hasValue("application/x-ndjson");
        assertThat(reply.headers().firstValue("content-disposition"))
                .hasValue("attachment; filename=\"whoset-writes.jsonl\"");
    }

    @Test
    void csv_hostileTexts_areOnlyTexts() throws Exception {
        writes.write("web-01", MICROS, "=cmd|' /C calc'!A0", "@SUM(A1),\"x\"", "text", List.of());

        List<String> lines = ui.get("/api/v1/export?format=csv").body().lines().toList();

        assertThat(lines.get(0)).startsWith("\"ts\",\"id\",\"route\"").endsWith("\"findings\",\"preview\"");
        assertThat(lines.get(1))
                .contains("\"'=cmd|' /C calc'!A0\"")
                .endsWith("\"'@SUM(A1),\"\"x\"\"\"")
                .startsWith("\"2027-01-15T08:00:00.000000Z\"");
    }

    @Test
    void limit_given_isKept() throws Exception {
        for (int i = 0; i < 1500; i++) {
            writes.write("web-01", MICROS + i, "k", "v", "text", List.of());
        }

        assertThat(ui.get("/api/v1/export?limit=1200").body().lines()).hasSize(1200);
        assertThat(ui.get("/api/v1/export?writer=nobody").body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"format=xls", "limit=100001", "limit=0", "cursor=0", "verdict=evil"})
    void badParameter_isRefused(String query) throws Exception {
        assertThat(ui.get("/api/v1/export?" + query).statusCode()).isEqualTo(400);
    }
}
