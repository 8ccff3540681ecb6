package io.whoset.benchmarks.compare;

import io.whoset.benchmarks.load.LoadResult;

/**
 * One round of one mode.
 *
 * <p>Immutable.
 *
 * @param perSecond replies a second
 * @param p50Micros median latency
 * @param p99Micros 99th percentile
 * @param p999Micros 99.9th percentile
 * @param cpuPerMillion processor seconds of the process for a million replies, in the measured part
 * @param cpuAfterPerMillion the same over the whole round, until the process has come to rest after it
 * @param generatorCpu processors that the generator kept busy
 * @param latestSendMicros 99th percentile of how late the generator sent what was due
 */
record Sample(
        double perSecond,
        double p50Micros,
        double p99Micros,
        double p999Micros,
        double cpuPerMillion,
        double cpuAfterPerMillion,
        double generatorCpu,
        double latestSendMicros) {
    private static final double MILLION = 1e6;

    static Sample of(LoadResult run, Costs costs) {
        return new Sample(
                run.perSecond(),
                run.micros(50),
                run.micros(99),
                run.micros(99.9),
                costs.measured() * MILLION / run.replies(),
                costs.whole() * MILLION / run.allReplies(),
                costs.generator() / run.seconds(),
                run.latestSendMicros());
    }

    String text() {
        return String.format(
                "%,10.0f/s  p50 %,.0f  p99 %,.0f  p99.9 %,.0f us  cpu %.2f (%.2f)  generator %.2f  late %.0f us",
                perSecond,
                p50Micros,
                p99Micros,
                p999Micros,
                cpuPerMillion,
                cpuAfterPerMillion,
                generatorCpu,
                latestSendMicros);
    }

    /**
     * Processor seconds of one round. Immutable.
     *
     * @param measured of the process in the measured part
     * @param whole of the process from before the round until it has come to rest
     * @param generator of this process in the measured part
     */
    record Costs(double measured, double whole, double generator) {}
}
