package io.whoset.benchmarks;

import io.whoset.benchmarks.scenario.Scenario;
import io.whoset.benchmarks.scenario.Scenarios;
import io.whoset.benchmarks.score.Score;
import io.whoset.benchmarks.score.Trial;
import io.whoset.benchmarks.sim.ModelWire;
import io.whoset.benchmarks.sim.World;
import io.whoset.benchmarks.tcp.TcpTrial;
import io.whoset.forensics.detect.JudgeSettings;
import io.whoset.forensics.detect.RuleJudge;
import io.whoset.forensics.record.Finding;
import io.whoset.forensics.record.Verdict;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;

/** Runs every scenario with many seeds before a fresh judge each, and prints how just it was. One thread a story that is played at the same time. */
public final class ScenarioBench {
    private final PrintStream out;
    private final BenchOptions options;

    ScenarioBench(PrintStream out, BenchOptions options) {
        this.out = out;
        this.options = options;
    }

    /** {@code --seeds 10 --from 1 --only PATTERN --verbose --cost --tcp N}. */
    public static void main(String[] args) {
        System.exit(new ScenarioBench(System.out, BenchOptions.parse(args)).run() ? 0 : 1);
    }

    boolean run() {
        out.println(Score.header());
        Score guilty = part("all with bad writers", Scenarios.guilty());
        Score honest = part("all controls", Scenarios.controls());
        guilty.add(honest);
        out.println(guilty.row("in total"));
        if (options.cost()) {
            out.println(guilty.cost());
        }
        return guilty.falsely() == 0;
    }

    private Score part(String name, List<Scenario> scenarios) {
        Score sum = new Score();
        ExecutorService threads = Executors.newFixedThreadPool(Math.max(1, options.atOnce()));
        try {
            Map<Scenario, List<Future<Score>>> runs = new LinkedHashMap<>();
            for (Scenario scenario : scenarios) {
                if (options.wants(scenario.name())) {
                    runs.put(scenario, seeds(scenario, threads));
                }
            }
            for (Map.Entry<Scenario, List<Future<Score>>> run : runs.entrySet()) {
                Score score = new Score();
                for (Future<Score> one : run.getValue()) {
                    score.add(one.get());
                }
                out.println(score.row(run.getKey().name()));
                sum.add(score);
            }
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        } finally {
            threads.shutdownNow();
        }
        out.println(sum.row(name));
        return sum;
    }

    private List<Future<Score>> seeds(Scenario scenario, ExecutorService threads) {
        List<Future<Score>> scores = new ArrayList<>();
        for (int seed = options.from(); seed < options.from() + options.seeds(); seed++) {
            int number = seed;
            scores.add(threads.submit(() -> trial(scenario, number)));
        }
        return scores;
    }

    private Score trial(Scenario scenario, int seed) throws IOException, InterruptedException {
        long dice = seed * 1_000_003L + scenario.name().hashCode();
        return options.atOnce() > 0 ? overTcp(scenario, seed, dice) : virtually(scenario, seed, dice);
    }

    private Score virtually(Scenario scenario, int seed, long dice) {
        Trial trial = new Trial(new RuleJudge(JudgeSettings.DEFAULT));
        AtomicReference<ModelWire> wire = new AtomicReference<>();
        World world = new World(dice, World.Pace.VIRTUAL, w -> {
            wire.set(new ModelWire(w, trial));
            return wire.get();
        });
        Map<String, Verdict> guilty = scenario.story().play(world);
        return tell(
                scenario,
                seed,
                guilty,
                trial.score(guilty, Objects.requireNonNull(wire.get()).payloadNanos()),
                trial.findings());
    }

    /** The built whoset is named by the system property {@code whoset.jar}. */
    private Score overTcp(Scenario scenario, int seed, long dice) throws IOException, InterruptedException {
        Path files = Files.createDirectories(Path.of(System.getProperty("java.io.tmpdir"), "whoset-scenarios"));
        TcpTrial trial = new TcpTrial(Path.of(System.getProperty("whoset.jar", "whoset.jar")), files);
        Map<String, Verdict> guilty = trial.run(scenario, dice);
        return tell(
                scenario,
                seed,
                guilty,
                trial.sheet().score(guilty),
                trial.sheet().findings());
    }

    private Score tell(Scenario scenario, int seed, Map<String, Verdict> guilty, Score score, List<Finding> findings) {
        if (options.verbose() && !score.isPerfect()) {
            StringBuilder text = new StringBuilder("  " + scenario.name() + ", seed " + seed + ", guilty " + guilty);
            for (Finding finding : findings) {
                text.append("\n    ")
                        .append(finding.verdict().word())
                        .append(' ')
                        .append(finding.rule())
                        .append(' ')
                        .append(finding.why());
            }
            out.println(text);
        }
        return score;
    }
}
