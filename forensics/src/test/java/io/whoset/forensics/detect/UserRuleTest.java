package io.whoset.forensics.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.whoset.forensics.record.Format;
import io.whoset.forensics.record.Judgement;
import io.whoset.forensics.record.Verdict;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class UserRuleTest {
    private static UserRule rule(Verdict verdict) {
        return new UserRule(
                "no 401 in songs",
                verdict,
                UserRule.glob("song:*"),
                "\"status\": 401",
                new UserRule.Range(252, 252),
                null,
                null,
                Set.of("admin"));
    }

    private static Traffic traffic(UserRule rule) {
        return new Traffic(1, JudgeSettings.DEFAULT.withUserRules(List.of(rule)));
    }

    @Test
    void judge_firstWriteThatMeetsARule_isAccusedOnce() {
        Traffic traffic = traffic(rule(Verdict.POISON));
        Judgement judgement = traffic.set("w", "song:1", Traffic.unauthorized());
        traffic.set("w", "song:2", Traffic.unauthorized());
        assertThat(judgement.verdict()).isEqualTo(Verdict.POISON);
        assertThat(traffic.findings).hasSize(1);
        assertThat(traffic.findings.get(0).why())
                .isEqualTo(
                        "a set by w of song:1 meets the rule \"no 401 in songs\" of the configuration; not an allowed writer");
    }

    @Test
    void judge_suspectRule_marksAndAccusesNobody() {
        Traffic traffic = traffic(rule(Verdict.SUSPECT));
        assertThat(traffic.set("w", "song:1", Traffic.unauthorized()).verdict()).isEqualTo(Verdict.SUSPECT);
        assertThat(traffic.findings).isEmpty();
    }

    @Test
    void judge_oneConditionMissed_isClean() {
        Traffic traffic = traffic(rule(Verdict.POISON));
        assertClean(traffic.set("admin", "song:1", Traffic.unauthorized()));
        assertClean(traffic.set("w", "other:1", Traffic.unauthorized()));
        assertClean(traffic.set("w", "song:1", Traffic.error("\"status\": 401")));
        assertClean(traffic.set("w", "song:1", Traffic.json("x", "s")));
        assertClean(traffic.set("w", "song:1", Traffic.opaque("other text", Format.TEXT, 252)));
        assertClean(traffic.delete("w", "song:1"));
    }

    private static UserRule numbers(UserRule.@Nullable Range exptime, UserRule.@Nullable Range flags) {
        return new UserRule("numbers", Verdict.SUSPECT, null, null, null, exptime, flags, Set.of());
    }

    @Test
    void judge_exptimeAndFlags_areConditionsToo() {
        Traffic.Value value = Traffic.json("x", "s");
        Traffic forEver = traffic(numbers(new UserRule.Range(0, 0), null));
        assertThat(forEver.set("w", "k", value.exptime(0)).verdict()).isEqualTo(Verdict.SUSPECT);
        assertClean(forEver.set("w", "k", value.exptime(1)));
        assertClean(forEver.delete("w", "k"));
        Traffic flagged = traffic(numbers(null, new UserRule.Range(1, 1)));
        assertThat(flagged.set("w", "k", value.flags(1)).verdict()).isEqualTo(Verdict.SUSPECT);
        assertClean(flagged.set("w", "k", value.flags(2)));
        assertClean(flagged.delete("w", "k"));
    }

    @Test
    void judge_glob_isForTheWholeKey() {
        assertClean(traffic(rule(Verdict.POISON)).set("w", "old:song:1", Traffic.unauthorized()));
    }

    @Test
    void matches_noCondition_matchesNothing() {
        assertClean(traffic(new UserRule("unfinished")).set("w", "k", Traffic.unauthorized()));
    }

    /** Clean as a reader sees it; an error stays remembered beside it, as rule `loss` may name it later. */
    private static void assertClean(Judgement judgement) {
        assertThat(judgement.verdict()).isEqualTo(Verdict.CLEAN);
        assertThat(judgement.oddities()).isEmpty();
        assertThat(judgement.findings()).isEmpty();
    }

    @Test
    void glob_specialCharacters_standForThemselves() {
        assertThat(UserRule.glob("a.b[?]*").matcher("a.b[x]yz").matches()).isTrue();
        assertThat(UserRule.glob("a.b*").matcher("axb").matches()).isFalse();
    }
}
