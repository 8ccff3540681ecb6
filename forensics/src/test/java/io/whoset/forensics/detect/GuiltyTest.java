package io.whoset.forensics.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.whoset.forensics.detect.Traffic.Value;
import io.whoset.forensics.record.Content;
import io.whoset.forensics.record.Finding;
import io.whoset.forensics.record.Format;
import io.whoset.forensics.record.Verdict;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class GuiltyTest {
    private static final int SEEDS = Integer.getInteger("seeds", 4);

    private static Arguments row(
            String name, String rule, Verdict verdict, Fleet.Answer answer, int servers, long seconds) {
        return Arguments.of(name, rule, verdict, answer, servers, seconds);
    }

    static Stream<Arguments> guilty() {
        return Stream.of(
                row("401 for every key", "loss", Verdict.POISON, bad(9, (s, v) -> Traffic.unauthorized()), 9, 30),
                row("401, twenty servers", "loss", Verdict.POISON, bad(20, (s, v) -> Traffic.unauthorized()), 20, 60),
                row("401, three servers", "loss", Verdict.POISON, bad(3, (s, v) -> Traffic.unauthorized()), 3, 30),
                row("truncated in a tenth", "loss", Verdict.POISON, sometimes(9, 10, (s, v) -> broken(s, v)), 9, 600),
                row("empty for every key", "loss", Verdict.POISON, bad(9, (s, v) -> empty()), 9, 30),
                row(
                        "frozen source",
                        "old-value",
                        Verdict.STALE,
                        bad(9, (s, v) -> Fleet.healthy(s, v / 40 * 40)),
                        9,
                        240),
                row(
                        "three versions behind",
                        "old-value",
                        Verdict.STALE,
                        bad(9, (s, v) -> Fleet.healthy(s, Math.max(0, v - 3))),
                        9,
                        240),
                row(
                        "pickle among JSON",
                        "type-clash",
                        Verdict.POISON,
                        bad(
                                9,
                                (s, v) -> Fleet.healthy(s, v)
                                        .format(Format.PICKLE)
                                        .flags(1)),
                        9,
                        60),
                row(
                        "other flags in a third",
                        "type-clash",
                        Verdict.POISON,
                        sometimes(9, 3, (s, v) -> Fleet.healthy(s, v).flags(0)),
                        9,
                        300),
                row(
                        "for ever among 6 s",
                        "ttl-clash",
                        Verdict.POISON,
                        bad(9, (s, v) -> Fleet.healthy(s, v).exptime(0)),
                        9,
                        120),
                row(
                        "half of the members, now and then",
                        "dissent",
                        Verdict.POISON,
                        sometimes(9, 4, (s, v) -> Traffic.json(s + "@" + v, "half")),
                        9,
                        300));
    }

    private interface Bad {
        Value of(int song, int version);
    }

    private static Fleet.Answer bad(int server, Bad bad) {
        return (who, song, version) -> who == server ? bad.of(song, version) : Fleet.healthy(song, version);
    }

    private static Fleet.Answer sometimes(int server, int each, Bad bad) {
        int[] count = {0};
        return (who, song, version) ->
                who == server && ++count[0] % each == 0 ? bad.of(song, version) : Fleet.healthy(song, version);
    }

    private static Value broken(int song, int version) {
        return new Value(
                "cut" + song + "@" + version, Format.JSON, new Content(null, true, 4, 0, 0, null), 90, "{", 2, 6);
    }

    private static Value empty() {
        return new Value("", Format.EMPTY, Content.OPAQUE, 0, "", 2, 6);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("guilty")
    void judge_guiltyWriter_isTheOnlyOneAccused(
            String name, String rule, Verdict verdict, Fleet.Answer answer, int servers, long seconds) {
        for (int seed = 0; seed < SEEDS; seed++) {
            Traffic traffic = new Traffic(seed);
            new Fleet(traffic, "#", 120, answer).servers(servers).run(seconds);
            assertThat(traffic.findings)
                    .as("%s, seed %d", name, seed)
                    .extracting(Finding::writer)
                    .containsOnly(Traffic.writer(servers));
            Finding first = traffic.findings.get(0);
            assertThat(first.rule())
                    .as("%s, seed %d: %s", name, seed, first.why())
                    .isEqualTo(rule);
            assertThat(first.verdict()).isEqualTo(verdict);
            assertThat(first.writes()).isNotEmpty();
            assertThat(traffic.marked.keySet()).containsExactly(Traffic.writer(servers));
        }
    }

    @Test
    void judge_demoAtManyRates_accusesTheNinthWithinFifteenSeconds() {
        for (long pause : new long[] {3_000, 6_000, 10_000}) {
            for (int seed = 0; seed < 5 * SEEDS; seed++) {
                Traffic traffic = new Traffic(seed);
                new Fleet(traffic, "#", 120, bad(9, (s, v) -> Traffic.unauthorized()))
                        .every(pause)
                        .run(15);
                assertThat(traffic.findings)
                        .as("pause %d, seed %d", pause, seed)
                        .hasSize(1);
                assertThat(traffic.findings.get(0).writer()).isEqualTo("127.0.1.9");
                assertThat(traffic.findings.get(0).verdict()).isEqualTo(Verdict.POISON);
            }
        }
    }

    @Test
    void finding_of401_saysWhatAPersonCanCheck() {
        Traffic traffic = new Traffic(1);
        new Fleet(traffic, "#", 120, bad(9, (s, v) -> Traffic.unauthorized())).run(30);
        assertThat(traffic.findings.get(0).why())
                .matches("(\\d+) of \\1 comparable writes by 127\\.0\\.1\\.9 in <hex> lack what the others store "
                        + "\\(\"status\": 401, 8 of 9 values null\\); the 8 other writers compared: 0 of \\d+"
                        + "; it never stored there as they do");
    }

    @Test
    void judge_noreplyFleet_accusesByContentAllTheSame() {
        for (int seed = 0; seed < SEEDS; seed++) {
            Traffic traffic = new Traffic(seed);
            new Fleet(traffic, "#", 120, bad(9, (s, v) -> Traffic.unauthorized()))
                    .outcome("none")
                    .run(60);
            assertThat(traffic.findings).extracting(Finding::writer).containsExactly("127.0.1.9");
        }
    }

    @Test
    void judge_noreplyFleet_provesNoOrder() {
        Traffic traffic = new Traffic(3);
        new Fleet(traffic, "#", 120, bad(9, (s, v) -> Fleet.healthy(s, Math.max(0, v - 3))))
                .outcome("none")
                .run(240);
        assertThat(traffic.findings).isEmpty();
    }

    @Test
    void judge_twoBadOnesOfTwenty_accusesBoth() {
        for (int seed = 0; seed < SEEDS; seed++) {
            Traffic traffic = new Traffic(seed);
            new Fleet(traffic, "#", 120, (who, s, v) -> who > 18 ? Traffic.unauthorized() : Fleet.healthy(s, v))
                    .servers(20)
                    .run(120);
            assertThat(traffic.findings)
                    .extracting(Finding::writer)
                    .containsExactlyInAnyOrder("127.0.1.19", "127.0.1.20");
        }
    }

    @Test
    void judge_oneInAHundredOfAFleetOfTwelve_isAccused() {
        for (int seed = 0; seed < SEEDS; seed++) {
            Traffic traffic = new Traffic(seed);
            new Fleet(traffic, "#", 200, sometimes(12, 100, (s, v) -> Traffic.unauthorized()))
                    .servers(12)
                    .every(3_000)
                    .run(1200);
            assertThat(traffic.findings)
                    .as("seed %d", seed)
                    .extracting(Finding::writer)
                    .containsExactly("127.0.1.12");
        }
    }

    @Test
    void judge_accusedWriter_isNotMarkedForItsGoodStores() {
        Traffic traffic = new Traffic(5);
        new Fleet(traffic, "#", 120, sometimes(9, 3, (s, v) -> Traffic.unauthorized())).run(300);
        int writes = traffic.writesBy.getOrDefault("127.0.1.9", 0);
        assertThat(traffic.marked.getOrDefault("127.0.1.9", 0)).isBetween(writes / 5, writes / 3);
    }

    @Test
    void judge_badAgain_isNotAccusedTwice() {
        Traffic traffic = new Traffic(6);
        Fleet fleet = new Fleet(traffic, "#", 120, bad(9, (s, v) -> Traffic.unauthorized()));
        fleet.run(200);
        assertThat(traffic.findings).hasSize(1);
    }

    @Test
    void histories_smallBound_isKeptAndAccusesNobody() {
        RuleJudge judge = new RuleJudge(JudgeSettings.DEFAULT.withHistoryBytes(100_000));
        for (int i = 0; i < 20_000; i++) {
            judge.judge(new io.whoset.forensics.record.RecordId(i + 1), TrafficRecords.of(i));
        }
        assertThat(judge.histories()).isLessThan(300);
        assertThat(judge.evictedHistories()).isGreaterThan(19_000);
    }
}
