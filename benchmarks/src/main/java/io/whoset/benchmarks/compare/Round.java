package io.whoset.benchmarks.compare;

import io.whoset.benchmarks.load.LoadItems;
import io.whoset.benchmarks.load.LoadResult;
import io.whoset.benchmarks.load.LoadRun;
import io.whoset.benchmarks.load.Pace;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** One round of one mode, with what it cost. Used once, by the command's thread. */
final class Round {
    private static final int LOOK_MILLIS = 200;
    private static final double REST_CPU_SECONDS = 0.011;
    private static final int MOST_LOOKS = 600;

    private final Target target;
    private final long self = ProcessHandle.current().pid();
    private double measuredFrom;
    private double measuredTo;
    private double selfFrom;
    private double selfTo;

    Round(Target target) {
        this.target = target;
    }

    /** Runs it; adds its stored sets to the account. */
    Sample run(LoadItems items, Pace pace, long seed, Account account) throws IOException {
        double before = target.cpuSeconds();
        LoadResult run = LoadRun.run(items, target.address(), pace, seed, this::onWarm, this::onMeasured);
        account.add(run.storedSets());
        if (target.mode().kind().logs()) {
            rest();
        }
        double whole = target.cpuSeconds() - before;
        return Sample.of(run, new Sample.Costs(measuredTo - measuredFrom, whole, selfTo - selfFrom));
    }

    private void onWarm() {
        measuredFrom = target.cpuSeconds();
        selfFrom = ProcStat.cpuSeconds(self);
    }

    private void onMeasured() {
        measuredTo = target.cpuSeconds();
        selfTo = ProcStat.cpuSeconds(self);
    }

    /** Waits until a process that has work left from the round is done with it, so that it is paid for here and does not disturb the next one. */
    private void rest() throws IOException {
        double last = target.cpuSeconds();
        for (int look = 0; look < MOST_LOOKS; look++) {
            pause();
            double now = target.cpuSeconds();
            if (now - last < REST_CPU_SECONDS) {
                return;
            }
            last = now;
        }
        throw new IOException(target.mode().label() + " found no rest in " + MOST_LOOKS * LOOK_MILLIS / 1000 + " s");
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
