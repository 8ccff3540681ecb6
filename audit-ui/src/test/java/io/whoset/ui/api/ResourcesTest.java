package io.whoset.ui.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.whoset.ui.SampleWrites;
import io.whoset.ui.UiFixture;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResourcesTest {
    private static final long SECOND = 1_800_000_000;

    private static UiFixture ui;

    private SampleWrites writes;

    @BeforeAll
    static void start() throws IOException {
        ui = new UiFixture(null);
    }

    @BeforeEach
    void fill() {
        ui.store.clear();
        writes = new SampleWrites(ui.store);
    }

    @AfterAll
    static void stop() {
        ui.close();
    }

    private static String enc(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static List<String> values(String json, String field) throws IOException {
        List<String> values = new ArrayList<>();
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            while (parser.nextToken() != null) {
                if (parser.currentToken() == JsonToken.FIELD_NAME && field.equals(parser.currentName())) {
                    parser.nextToken();
                    values.add(parser.getText());
                }
            }
        }
        return values;
    }

    @Test
    void writes_oneWrite_bearsTheContractsNames() throws Exception {
        writes.write("web-01", SECOND * 1_000_000 + 7, "k", "17", "integer", List.of());

        assertThat(ui.get("/api/v1/writes").body())
                .isEqualTo("{\"since\":\"2027-01-15T08:00:00.000007Z\",\"items\":[{\"id\":\"19945ca262001c00\","
                        + "\"ts\":\"2027-01-15T08:00:00.000007Z\",\"route\":\"main\",\"upstream\":\"127.0.0.1:11211\","
                        + "\"peer\":\"127.0.1.1:40001\",\"writer\":\"web-01\",\"conn\":1,\"cmd\":\"set\",\"key\":\"k\","
                        + "\"flags\":2,\"exptime\":300,\"bytes\":2,"
                        + "\"digest\":\"sha256:4523540f1504cd17100c4835e85b7eefd49911580f8efff0599a8f283be6b9e3\","
                        + "\"format\":\"integer\",\"preview\":\"17\",\"outcome\":\"STORED\",\"rtt_us\":187,"
                        + "\"verdict\":\"clean\",\"findings\":[]}]}");
    }

    @Test
    void writes_cursor_walksAllOnce() throws Exception {
        for (int i = 0; i < 25; i++) {
            writes.write("web-01", SECOND * 1_000_000 + i, "k" + i, "v", "text", List.of());
        }
        List<String> seen = new ArrayList<>();
        String cursor = "";
        do {
            String body = ui.get("/api/v1/writes?limit=10&cursor=" + cursor).body();
            seen.addAll(values(body, "key"));
            cursor = values(body, "next").stream().findFirst().orElse("");
        } while (!cursor.isEmpty());

        assertThat(seen).hasSize(25).doesNotHaveDuplicates().startsWith("k24").endsWith("k0");
    }

    @ParameterizedTest
    @CsvSource({
        "writer=web-02, b",
        "process=php-fpm, c",
        "process=4711, c",
        "process=4711%20php-fpm, c",
        "process=php, ",
        "prefix=a, a",
        "cmd=set&key=b, b",
        "digest=CA978112CA1BBDCAFAC231B39A23DC4DA786EFF8147C4E72B9807785AFEE48BB, a",
        "from=2027-01-15T08:00:01Z&to=2027-01-15T08:00:02Z, b",
        "to=2027-01-15T10:00:01%2B02:00, a",
        "verdict=poison, "
    })
    void writes_filter_givesOnlyThose(String query, String key) throws Exception {
        writes.write("web-01", SECOND * 1_000_000, "a", "a", "text", List.of());
        writes.write("web-02", (SECOND + 1) * 1_000_000, "b", "b", "text", List.of());
        writes.write("web-04", (SECOND + 2) * 1_000_000, "c", "c", "text", List.of());

        List<String> keys = values(ui.get("/api/v1/writes?" + query).body(), "key");

        assertThat(keys).isEqualTo(key == null ? List.of() : List.of(key));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=0",
                "limit=1001",
                "limit=x",
                "from=yesterday",
                "verdict=evil",
                "digest=12",
                "cursor=%27",
                "cursor=ffffffffffffffff",
                "unknown=1",
                "from=%2B999999999-12-31T23:59:59Z"
            })
    void writes_badParameter_is400AndNamesIt(String query) throws Exception {
        HttpResponse<String> reply = ui.get("/api/v1/writes?" + query);

        assertThat(reply.statusCode()).isEqualTo(400);
        assertThat(values(reply.body(), "code")).containsExactly("bad-parameter");
        assertThat(values(reply.body(), "message").get(0))
                .startsWith(query.substring(0, query.indexOf('=')) + ": saw")
                .contains("expected");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain",
                "50%25",
                "a/b//c",
                "%00%FF",
                "a+b c",
                "a..b",
                "ключ",
                "<script>",
                "a?b#c&d=e",
                "%2525",
                "a;b",
                "..."
            })
    void keys_anyLogForm_isFoundByItsPath(String key) throws Exception {
        writes.write("web-01", SECOND * 1_000_000, key, "v", "text", List.of());
        writes.write("web-01", SECOND * 1_000_000, "another", "v", "text", List.of());

        String body = ui.get("/api/v1/keys/" + enc(key)).body();

        assertThat(values(body, "key")).containsExactly(key, key);
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", ".", "../../etc", "a/../b", "50%25", "a b+c", "%2E%2E"})
    void writes_anyKey_isFoundByTheFilter(String key) throws Exception {
        writes.write("web-01", SECOND * 1_000_000, key, "v", "text", List.of());

        assertThat(values(ui.get("/api/v1/writes?key=" + enc(key)).body(), "key"))
                .containsExactly(key);
    }

    @Test
    void keys_unknown_isAnEmptyHistory() throws Exception {
        HttpResponse<String> reply = ui.get("/api/v1/keys/none");

        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(reply.body()).isEqualTo("{\"key\":\"none\",\"items\":[]}");
    }

    @Test
    void writers_ranked_putTheAccusedFirst() throws Exception {
        writes.fleetUntil(SECOND);

        List<String> names = values(ui.get("/api/v1/writers").body(), "writer");

        assertThat(names.get(0)).isEqualTo(SampleWrites.BAD);
        assertThat(names).contains("web-01", "web-09");
    }

    @Test
    void writer_unknown_is404() throws Exception {
        HttpResponse<String> reply = ui.get("/api/v1/writers/nobody");

        assertThat(reply.statusCode()).isEqualTo(404);
        assertThat(values(reply.body(), "code")).containsExactly("no-such-writer");
    }

    @Test
    void writer_nameWithSlashes_isFound() throws Exception {
        writes.write("unix:/run/app 1", SECOND * 1_000_000, "k", "v", "text", List.of());

        assertThat(values(ui.get("/api/v1/writers/" + enc("unix:/run/app 1")).body(), "writer"))
                .containsExactly("unix:/run/app 1");
    }

    @Test
    void findings_one_holdsItsEvidence() throws Exception {
        writes.fleetUntil(SECOND);

        String body = ui.get("/api/v1/findings").body();

        assertThat(values(body, "rule")).containsExactly("dissent");
        assertThat(body).contains("\"evidence\":{\"writes\":[\"", "\"numbers\":{", "\"keys\":[\"");
    }

    @Test
    void rates_inBuckets_countByWriter() throws Exception {
        writes.write("web-01", SECOND * 1_000_000, "a", "v", "text", List.of());
        writes.write("web-01", SECOND * 1_000_000 + 5, "a", "v", "text", List.of());

        assertThat(ui.get("/api/v1/rates?from=2027-01-15T08:00:00Z&to=2027-01-15T08:00:15Z&step=10")
                        .body())
                .isEqualTo("{\"from\":1800000000,\"to\":1800000020,\"step\":10,"
                        + "\"items\":[{\"second\":1800000000,\"writer\":\"web-01\",\"writes\":2}]}");
        assertThat(ui.get("/api/v1/rates?from=2027-01-15T08:00:00Z&to=2027-01-15T08:00:15Z&step=10&key=b")
                        .body())
                .endsWith("\"items\":[]}");
    }

    @ParameterizedTest
    @CsvSource({
        "'', from: absent",
        "?from=2027-01-15T08:00:00Z&to=2027-01-15T08:00:00Z, to: saw",
        "?from=2027-01-15T08:00:00Z&step=0, step: saw",
        "?from=2027-01-15T08:00:00Z&to=2027-01-15T09:00:00Z&step=3, 'step: saw 3, expected at least 4'",
    })
    void rates_thatCannotBeDrawn_are400(String query, String message) throws Exception {
        HttpResponse<String> reply = ui.get("/api/v1/rates" + query);

        assertThat(reply.statusCode()).isEqualTo(400);
        assertThat(values(reply.body(), "message").get(0)).startsWith(message);
    }

    @Test
    void finding_byItsId_comesWithTheWritesThatProveIt() throws Exception {
        writes.fleetUntil(SECOND);
        String id = values(ui.get("/api/v1/findings").body(), "id").get(0);

        String body = ui.get("/api/v1/findings/" + id).body();

        assertThat(values(body, "key")).hasSize(20);
        assertThat(values(ui.get("/api/v1/findings/0000000000000001").body(), "code"))
                .containsExactly("no-such-finding");
        assertThat(ui.get("/api/v1/findings/none").statusCode()).isEqualTo(400);
    }

    @Test
    void findings_cursor_givesThePageAfter() throws Exception {
        writes.fleetUntil(SECOND);
        writes.fleetUntil(SECOND + 500);

        String first = ui.get("/api/v1/findings?limit=1").body();
        String second = ui.get("/api/v1/findings?limit=1&cursor="
                        + values(first, "next").get(0))
                .body();

        assertThat(values(second, "id")).isNotEqualTo(values(first, "id")).hasSize(1);
        assertThat(values(second, "next")).isEmpty();
        assertThat(values(ui.get("/api/v1/findings?writer=nobody").body(), "id"))
                .isEmpty();
    }

    @Test
    void keys_byPrefix_tellWhoWroteLast() throws Exception {
        writes.write("web-01", SECOND * 1_000_000, "user:1", "a", "text", List.of());
        writes.write("web-02", SECOND * 1_000_000 + 1, "user:1", "b", "text", List.of());
        writes.write("web-02", SECOND * 1_000_000 + 2, "other", "b", "text", List.of());

        assertThat(ui.get("/api/v1/keys?prefix=user:").body())
                .contains(
                        "\"items\":[{\"key\":\"user:1\",\"writes\":2,\"writers\":2,\"bad\":0,"
                                + "\"last\":\"2027-01-15T08:00:00.000001Z\",\"last_writer\":\"web-02\",\"verdict\":\"clean\"}]");
        assertThat(ui.get("/api/v1/keys?limit=0").statusCode()).isEqualTo(400);
    }

    @Test
    void store_broken_is503WithoutItsInnards() throws Exception {
        ui.store.breakDown();

        HttpResponse<String> reply = ui.get("/api/v1/writers");

        assertThat(reply.statusCode()).isEqualTo(503);
        assertThat(values(reply.body(), "code")).containsExactly("store-unavailable");
        assertThat(reply.body()).doesNotContain("java.");
    }
}
