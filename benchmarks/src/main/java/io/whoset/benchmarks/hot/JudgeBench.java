package io.whoset.benchmarks.hot;

import io.whoset.benchmarks.scenario.Day;
import io.whoset.benchmarks.sim.ModelWire;
import io.whoset.benchmarks.sim.World;
import io.whoset.forensics.detect.Judge;
import io.whoset.forensics.detect.JudgeSettings;
import io.whoset.forensics.detect.RuleJudge;
import io.whoset.forensics.record.RecordId;
import io.whoset.forensics.record.WriteRecord;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Judgement on warm histories, on the traffic of a hundred honest servers: an operation is one write.
 *
 * <p>A write that is judged twice is another write, one that came back. So each is judged once: an iteration is a single shot at the next
 * {@value #WRITES} of writes that were all made before.
 *
 * <p>Confined to one thread.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(JudgeBench.WRITES)
@Fork(1)
@Warmup(iterations = 3)
@Measurement(iterations = 10)
public class JudgeBench {
    /** Writes of an iteration. */
    static final int WRITES = 20_000;

    private static final double HOUR_SECONDS = 3600;

    /** Writes that the judge has seen before. */
    @Param("300000")
    public int warm;

    /** Iterations for which there are writes, warm-up and all. */
    @Param("13")
    public int rounds;

    private final RuleJudge judge = new RuleJudge(JudgeSettings.DEFAULT);
    private final List<WriteRecord> writes = new ArrayList<>();
    private RecordId id = new RecordId(1);
    private long judged;
    private int next;

    /** Plays a day until there are writes enough; the first of them are judged and not kept. */
    @Setup
    public void play(Blackhole hole) {
        World world = new World(1, World.Pace.VIRTUAL, w -> new ModelWire(w, (write, truth) -> take(write, hole)));
        Day day = new Day(world, (warm + rounds * WRITES) / HOUR_SECONDS);
        for (int hour = 1; writes.size() < rounds * WRITES; hour++) {
            day.hour(hour);
        }
        // what is kept for the bench's sake shall be old when the first collection comes
        ManagementFactory.getMemoryMXBean().gc();
    }

    private void take(WriteRecord write, Blackhole hole) {
        if (judged < warm) {
            judged++;
            judge(List.of(write), hole);
        } else if (writes.size() < rounds * WRITES) {
            writes.add(write);
        }
    }

    /** From a record to its judgement, as the audit thread asks for it: some at a time. */
    @Benchmark
    public void judge(Blackhole hole) {
        int end = next + WRITES;
        if (end > writes.size()) {
            throw new IllegalStateException("more iterations than writes were made for: -p rounds=N, warm-up and all");
        }
        for (; next < end; next += Judge.AHEAD) {
            judge(writes.subList(next, Math.min(end, next + Judge.AHEAD)), hole);
        }
    }

    private void judge(List<WriteRecord> some, Blackhole hole) {
        judge.expect(some);
        for (WriteRecord write : some) {
            id = id.next(write.tsMicros());
            hole.consume(judge.judge(id, write));
        }
    }
}
