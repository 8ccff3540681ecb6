package io.whoset.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.whoset.forensics.record.Oddity;
import io.whoset.ui.live.LiveReplay;
import io.whoset.ui.live.LiveStream;
import io.whoset.ui.state.ProcessState;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The description is true: of every path, every parameter, and every field of what is really answered. */
class OpenApiTest {
    private static final String BASE = "/api/v1";

    private static UiFixture ui;
    private static Map<String, Object> api;

    @BeforeAll
    static void start() throws Exception {
        ui = new UiFixture(null);
        SampleWrites writes = new SampleWrites(ui.store);
        writes.fleetUntil(1_800_000_000);
        writes.write("web-01", 1_800_000_001_000_000L, "k", "v", "text", List.of(new Oddity("odd", "why")));
        ui.state = new ProcessState(
                Map.of("whoset", "test"),
                Map.of(),
                1,
                2,
                true,
                3,
                List.of(new ProcessState.Bypass("main", true, 9, List.of("10.0.0.1:5"))));
        api = SmallJson.object(SmallJson.parse(ui.get(BASE + "/openapi.json").body()));
    }

    @AfterAll
    static void stop() {
        ui.close();
    }

    private static Map<String, Object> paths() {
        return SmallJson.object(api.get("paths"));
    }

    private static Map<String, Object> get(String path) {
        return SmallJson.object(SmallJson.object(paths().get(path)).get("get"));
    }

    static Stream<String> everyPath() {
        return paths().keySet().stream();
    }

    @Test
    void paths_areThoseOfTheServer() {
        LiveStream live = new LiveStream(ui.feed, new LiveReplay(ui.store));

        assertThat(paths().keySet())
                .containsExactlyInAnyOrderElementsOf(new Routes(ui.sources(), live)
                        .api(false).keySet().stream()
                                .map(path -> path.substring(BASE.length()))
                                .toList());
    }

    /** A parameter that is not known is refused, and the refusal names those that are. */
    @ParameterizedTest
    @MethodSource("everyPath")
    void parameters_areThoseThatTheServerTakes(String path) throws Exception {
        List<String> told = new ArrayList<>();
        for (Object parameter : SmallJson.list(get(path).get("parameters"))) {
            Map<String, Object> one = resolved(parameter);
            if ("query".equals(one.get("in"))) {
                told.add(String.valueOf(one.get("name")));
            }
        }
        String body = ui.get(BASE + filled(path) + "?no-such-parameter=1").body();
        String sentence = String.valueOf(
                SmallJson.object(SmallJson.object(SmallJson.parse(body)).get("error"))
                        .get("message"));

        assertThat(sentence).startsWith("no-such-parameter: saw");
        String expected = sentence.substring(sentence.indexOf("expected ") + "expected ".length());
        TreeSet<String> taken = expected.equals("no parameters")
                ? new TreeSet<>()
                : new TreeSet<>(Arrays.asList(expected.replace("one of ", "").split(", ")));
        assertThat(new TreeSet<>(told)).isEqualTo(taken);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/writers",
                "/writers/{writer}",
                "/writers/{writer}/damage",
                "/writes?limit=5",
                "/writes?verdict=bad&limit=3",
                "/keys?prefix=",
                "/keys/{key}",
                "/findings",
                "/findings/{id}",
                "/rates?from=2027-01-15T07:59:00Z&to=2027-01-15T08:00:10Z",
                "/state"
            })
    void answers_haveTheFieldsThatAreTold(String question) throws Exception {
        String path = question.replaceFirst("\\?.*", "");
        HttpResponse<String> reply = ui.get(BASE + filled(question));

        assertThat(reply.statusCode()).isEqualTo(200);
        Map<String, Object> content = SmallJson.object(
                SmallJson.object(SmallJson.object(get(path).get("responses")).get("200"))
                        .get("content"));
        Object schema = SmallJson.object(content.get("application/json")).get("schema");
        assertThat(new SchemaCheck(api).of(SmallJson.parse(reply.body()), schema))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/writes?limit=0", "/writers/nobody", "/bundle", "/findings/0000000000000001", "/export?format=x"
            })
    void errors_haveTheFieldsThatAreTold(String question) throws Exception {
        String path =
                question.replaceFirst("\\?.*", "").replace("nobody", "{writer}").replace("0000000000000001", "{id}");
        HttpResponse<String> reply = ui.get(BASE + question);

        Map<String, Object> responses = SmallJson.object(get(path).get("responses"));
        assertThat(responses).containsKey(String.valueOf(reply.statusCode()));
        assertThat(new SchemaCheck(api).of(SmallJson.parse(reply.body()), Map.of("$ref", "#/components/schemas/Error")))
                .isEmpty();
    }

    private static Map<String, Object> resolved(Object parameter) {
        return new SchemaCheck(api).resolved(parameter);
    }

    private static String filled(String path) throws IOException {
        String finding = ui.store
                .findings(io.whoset.audit.store.FindingQuery.newest(1))
                .items()
                .get(0)
                .id();
        return path.replace("{writer}", SampleWrites.BAD)
                .replace("{id}", finding)
                .replace("{key}", "k");
    }
}
