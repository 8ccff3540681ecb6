package io.whoset.ui.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import io.whoset.ui.SampleWrites;
import io.whoset.ui.UiFixture;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bundle as a person opens it: with unzip, sha256sum and jq. */
class BundleIT {
    private static final long SECOND = 1_800_000_000;
    private UiFixture ui;

    @TempDir
    private Path dir;

    @BeforeEach
    void start() throws IOException {
        ui = new UiFixture(null);
        new SampleWrites(ui.store).fleetUntil(SECOND);
        ui.writeLog();
    }

    @AfterEach
    void stop() {
        ui.close();
    }

    private static String run(Path in, String... command) throws Exception {
        Process process = new ProcessBuilder(command)
                .directory(in.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }

    private Path unpacked(String query) throws Exception {
        HttpResponse<byte[]> reply = ui.bytes("/api/v1/bundle?" + query);
        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(reply.headers().firstValue("content-type")).hasValue("application/zip");
        Files.write(dir.resolve("bundle.zip"), reply.body());
        run(dir, "unzip", "-q", "bundle.zip");
        try (var folders = Files.list(dir)) {
            return folders.filter(Files::isDirectory).findFirst().orElseThrow();
        }
    }

    @Test
    void finding_bundled_provesItself() throws Exception {
        String id = ui.store
                .findings(io.whoset.audit.store.FindingQuery.newest(1))
                .items()
                .get(0)
                .id();

        Path folder = unpacked("finding=" + id);

        assertThat(folder.getFileName()).hasToString("whoset-finding-" + id);
        assertThat(run(folder, "sha256sum", "--strict", "-c", "SHA256SUMS").lines())
                .allMatch(line -> line.endsWith(": OK"));
        assertThat(run(folder, "jq", "-r", ".event", "log.jsonl").lines().toList())
                .hasSize(21)
                .endsWith("finding");
        assertThat(run(folder, "jq", "-r", "select(.event==\"write\").id", "log.jsonl")
                        .lines()
                        .toList())
                .isEqualTo(run(folder, "jq", "-r", ".evidence.writes|sort|.[]", "finding.json")
                        .lines()
                        .toList());
        assertThat(run(folder, "jq", "-r", ".writer", "damage-1.json").strip()).isEqualTo("web-07");
        assertThat(run(folder, "jq", "-r", ".keys[].purge", "damage-1.json"))
                .isEqualTo(Files.readString(folder.resolve("purge.txt")));
        assertThat(run(folder, "jq", "-r", ".lost", "gaps.json").strip()).isEqualTo("0");
        assertThat(run(folder, "jq", "-r", ".[\"ui.token\"]", "configuration.json")
                        .strip())
                .isEqualTo("none");
        assertThat(run(folder, "jq", "-r", ".whoset", "versions.json").strip()).isEqualTo("test");
        assertThat(Files.readString(folder.resolve("README.txt"))).contains(id, "sha256sum -c", "21 of 21");
    }

    @Test
    void key_bundled_hasItsLinesAsTheLogHasThem() throws Exception {
        String key = SampleWrites.HOSTILE_KEY;

        Path folder = unpacked("key=" + java.net.URLEncoder.encode(key, StandardCharsets.UTF_8));

        assertThat(run(folder, "jq", "-r", ".key", "log.jsonl").strip()).isEqualTo(key);
        assertThat(run(folder, "sha256sum", "--strict", "-c", "SHA256SUMS")).doesNotContain("FAILED");
    }

    @Test
    void bundle_ofNothingThatIsKnown_isATypedError() throws Exception {
        assertThat(ui.get("/api/v1/bundle").statusCode()).isEqualTo(400);
        assertThat(ui.get("/api/v1/bundle?key=a&finding=0000000000000001").statusCode())
                .isEqualTo(400);
        assertThat(ui.get("/api/v1/bundle?key=none").body()).contains("no-such-key");
        assertThat(ui.get("/api/v1/bundle?finding=0000000000000001").body()).contains("no-such-finding");
        assertThat(List.of(ui.get("/api/v1/bundle?finding=1").statusCode())).containsExactly(400);
    }
}
