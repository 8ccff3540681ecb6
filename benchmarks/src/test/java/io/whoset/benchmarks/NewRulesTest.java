package io.whoset.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.whoset.benchmarks.scenario.Scenario;
import io.whoset.benchmarks.scenario.Scenarios;
import io.whoset.benchmarks.score.Trial;
import io.whoset.benchmarks.sim.ModelWire;
import io.whoset.benchmarks.sim.World;
import io.whoset.forensics.detect.JudgeSettings;
import io.whoset.forensics.detect.RuleJudge;
import io.whoset.forensics.record.Finding;
import io.whoset.forensics.record.Verdict;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NewRulesTest {
    @ParameterizedTest
    @CsvSource({
        "missed a deploy of 8 s shape, era",
        "resurrects what was deleted, 'old-value|resurrected'",
        "foreign: another program's keys collide, foreign",
        "dangerous: pickle that runs a command, dangerous",
        "dangerous: Java gadget, dangerous",
        "dangerous: PHP object among arrays, dangerous",
        "injected: a command behind a key, injected",
        "negative in a third, ttl-clash",
        "one healthy body under every key, loss"
    })
    void judge_guiltyStory_accusesByThisRuleFirst(String name, String rule) {
        Scenario scenario = Scenarios.guilty().stream()
                .filter(story -> story.name().replace(",", "").equals(name))
                .findFirst()
                .orElseThrow();
        Trial trial = new Trial(new RuleJudge(JudgeSettings.DEFAULT));
        Map<String, Verdict> guilty =
                scenario.story().play(new World(42, World.Pace.VIRTUAL, world -> new ModelWire(world, trial)));
        assertThat(guilty.keySet())
                .containsAll(trial.findings().stream().map(Finding::writer).toList());
        assertThat(trial.findings().get(0).rule()).matches(rule);
    }
}
