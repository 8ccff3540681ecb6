package io.whoset.benchmarks;

import io.whoset.benchmarks.scenario.Day;
import io.whoset.benchmarks.sim.ModelWire;
import io.whoset.benchmarks.sim.Witness;
import io.whoset.benchmarks.sim.World;
import io.whoset.forensics.detect.Judge;
import io.whoset.forensics.detect.JudgeSettings;
import io.whoset.forensics.detect.RuleJudge;
import io.whoset.forensics.record.Finding;
import io.whoset.forensics.record.Judgement;
import io.whoset.forensics.record.RecordId;
import io.whoset.forensics.record.Verdict;
import io.whoset.forensics.record.WriteRecord;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A day of honest traffic in virtual time: whether anybody is accused, what judgement weighs, and what it costs. Confined to one thread. */
public final class HonestDay {
    private static final int HOURS = 24;
    private static final int SAMPLES = 1 << 20;
    private static final int EACH = 8;
    private static final int COLLECTIONS = 10;
    private static final int BATCH = 256;
    private static final double MIB = 1 << 20;

    private final PrintStream out;
    private RuleJudge judge = new RuleJudge(JudgeSettings.DEFAULT);
    private final long[] nanos = new long[SAMPLES];
    private RecordId id = new RecordId(1);
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final List<WriteRecord> waiting = new ArrayList<>(BATCH);
    private long cpuNanos;
    private long writes;
    private long suspects;
    private long accused;

    HonestDay(PrintStream out) {
        this.out = out;
    }

    /** {@code [SEED [WRITES]]}, by default 1 and 10,000,000; ends with 1 where somebody was accused. */
    public static void main(String[] args) {
        long seed = args.length > 0 ? Long.parseLong(args[0]) : 1;
        long writes = args.length > 1 ? Long.parseLong(args[1]) : 10_000_000;
        System.exit(new HonestDay(System.out).run(seed, writes) ? 0 : 1);
    }

    boolean run(long seed, long aim) {
        World world = new World(seed, World.Pace.VIRTUAL, w -> new ModelWire(w, witness()));
        Day day = new Day(world, (double) aim / (HOURS * 3600));
        out.println(
                "hour     writes  suspects  accused  histories   evicted  heap MiB  judge ns: median     p99  cpu mean");
        for (int hour = 1; hour <= HOURS; hour++) {
            day.hour(hour);
            judgeAll();
            out.println(line(hour));
        }
        long all = heap();
        judge = new RuleJudge(JudgeSettings.DEFAULT);
        long without = heap();
        // a compiled frame may hold the old one for a while
        for (int i = 0; i < COLLECTIONS && without >= all; i++) {
            without = heap();
        }
        out.printf(Locale.ROOT, "the judge alone weighed %.1f MiB%n", (all - without) / MIB);
        return accused == 0;
    }

    private Witness witness() {
        return (write, truth) -> {
            waiting.add(write);
            if (waiting.size() == BATCH) {
                judgeAll();
            }
        };
    }

    /** Many at once, as the audit thread takes them from its queue: else most of the cost is that of the world's own work between two writes. */
    private void judgeAll() {
        long before = threads.getCurrentThreadCpuTime();
        for (int from = 0; from < waiting.size(); from += Judge.AHEAD) {
            List<WriteRecord> next = waiting.subList(from, Math.min(waiting.size(), from + Judge.AHEAD));
            long begun = System.nanoTime();
            judge.expect(next);
            long share = (System.nanoTime() - begun) / next.size();
            next.forEach(write -> judge(write, share));
        }
        cpuNanos += threads.getCurrentThreadCpuTime() - before;
        waiting.clear();
    }

    private void judge(WriteRecord write, long share) {
        id = id.next(write.tsMicros());
        long before = System.nanoTime();
        Judgement judgement = judge.judge(id, write);
        if (writes % EACH == 0) {
            nanos[(int) (writes / EACH) & (SAMPLES - 1)] = share + System.nanoTime() - before;
        }
        writes++;
        suspects += judgement.verdict() == Verdict.SUSPECT ? 1 : 0;
        for (Finding finding : judgement.findings()) {
            accused += finding.verdict() == Verdict.CLEAN ? 0 : 1;
            out.println("  " + finding.verdict().word() + " " + finding.rule() + " " + finding.why());
        }
    }

    private String line(int hour) {
        int count = (int) Math.min(SAMPLES, writes / EACH);
        long[] sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        return String.format(
                Locale.ROOT,
                "%4d %10d %9d %8d %10d %9d %9.1f %17d %7d %9d",
                hour,
                writes,
                suspects,
                accused,
                judge.histories(),
                judge.evictedHistories(),
                heap() / MIB,
                sorted[count / 2],
                sorted[(int) (count * 0.99)],
                cpuNanos / Math.max(1, writes));
    }

    /** What is left after a collection. */
    private static long heap() {
        ManagementFactory.getMemoryMXBean().gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
