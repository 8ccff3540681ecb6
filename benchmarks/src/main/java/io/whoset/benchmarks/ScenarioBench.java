package io.whoset.benchmarks;

import io.whoset.benchmarks.scenario.Scenario;
import io.whoset.benchmarks.scenario.Scenarios;
import io.whoset.benchmarks.score.Score;
import io.whoset.benchmarks.score.Trial;
import io.whoset.benchmarks.sim.ModelWire;
import io.whoset.benchmarks.sim.World;
import io.whoset.forensics.detect.JudgeSettings;
import io.whoset.forensics.detect.RuleJudge;
import io.whoset.forensics.record.Finding;
import io.whoset.forensics.record.Verdict;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;

/** Runs every scenario with many seeds before a fresh judge each, and prints how just it was. One thread. */
public final class ScenarioBench {
    private final PrintStream out;
    private final BenchOptions options;

    ScenarioBench(PrintStream out, BenchOptions options) {
        this.out = out;
        this.options = options;
    }

    /** {@code --seeds 10 --from 1 --only PATTERN --verbose --no-reads}. */
    public static void main(String[] args) {
        System.exit(new ScenarioBench(System.out, BenchOptions.parse(args)).run() ? 0 : 1);
    }

    boolean run() {
        out.println(Score.header());
        Score guilty = part("all with bad writers", Scenarios.guilty());
        Score honest = part("all controls", Scenarios.controls());
        guilty.add(honest);
        out.println(guilty.row("in total"));
        return guilty.falsely() == 0;
    }

    private Score part(String name, List<Scenario> scenarios) {
        Score sum = new Score();
        for (Scenario scenario : scenarios) {
            if (options.wants(scenario.name())) {
                Score score = new Score();
                for (int seed = options.from(); seed < options.from() + options.seeds(); seed++) {
                    score.add(trial(scenario, seed));
                }
                out.println(score.row(scenario.name()));
                sum.add(score);
            }
        }
        out.println(sum.row(name));
        return sum;
    }

    private Score trial(Scenario scenario, int seed) {
        Trial trial = new Trial(new RuleJudge(JudgeSettings.DEFAULT), options.reads());
        World world =
                new World(seed * 1_000_003L + scenario.name().hashCode(), micros -> {}, w -> new ModelWire(w, trial));
        Map<String, Verdict> guilty = scenario.story().play(world);
        Score score = trial.score(guilty);
        if (options.verbose() && !score.isPerfect()) {
            out.println("  seed " + seed + ", guilty " + guilty);
            for (Finding finding : trial.findings()) {
                out.println("    " + finding.verdict().word() + " " + finding.rule() + " " + finding.why());
            }
        }
        return score;
    }
}
