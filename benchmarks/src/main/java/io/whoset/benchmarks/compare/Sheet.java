package io.whoset.benchmarks.compare;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * The samples of a workload, round by round, and the table of their medians. A ratio is the median of the rounds' ratios: each round against the
 * yardstick's round that was run in the same minute.
 *
 * <p>Confined to the command's thread.
 */
final class Sheet {
    private final Map<Mode, List<Sample>> samples = new LinkedHashMap<>();
    private final Map<Mode, Double> residentMib = new LinkedHashMap<>();

    Sheet(List<Mode> modes) {
        modes.forEach(mode -> samples.put(mode, new ArrayList<>()));
    }

    void add(Mode mode, Sample sample) {
        of(mode).add(sample);
    }

    void resident(Mode mode, double mib) {
        residentMib.put(mode, mib);
    }

    private List<Sample> of(Mode mode) {
        return java.util.Objects.requireNonNull(samples.get(mode));
    }

    /** HAProxy, or where it does not take part the first mode. */
    private Mode yardstick() {
        return samples.keySet().stream()
                .filter(mode -> mode.kind() == Mode.Kind.HAPROXY)
                .findFirst()
                .orElseGet(() -> samples.keySet().iterator().next());
    }

    /** Median throughput of HAProxy, or of the first mode. */
    double yardstickPerSecond() {
        return median(of(yardstick()).stream().mapToDouble(Sample::perSecond).toArray());
    }

    /** A Markdown table, one row a mode. */
    String table() {
        StringBuilder text = new StringBuilder(
                "| mode | replies/s | ratio | lowest, highest | p50 µs | p99 µs | p99.9 µs | ratio of p99"
                        + " | CPU s per million | ratio | with what follows | ratio | RSS MiB |\n|"
                        + " --- |".repeat(13) + "\n");
        for (Mode mode : samples.keySet()) {
            text.append("| ").append(mode.label()).append(cells(mode)).append(" |\n");
        }
        return text.toString();
    }

    private String cells(Mode mode) {
        double[] ratios = ratios(mode, Sample::perSecond);
        return String.format(
                " | %,.0f | %.2f | %.2f, %.2f | %,.0f | %,.0f | %,.0f | %.2f | %.2f | %.2f | %.2f | %.2f | %.0f",
                of(mode, Sample::perSecond),
                median(ratios),
                ratios[0],
                ratios[ratios.length - 1],
                of(mode, Sample::p50Micros),
                of(mode, Sample::p99Micros),
                of(mode, Sample::p999Micros),
                median(ratios(mode, Sample::p99Micros)),
                of(mode, Sample::cpuPerMillion),
                median(ratios(mode, Sample::cpuPerMillion)),
                of(mode, Sample::cpuAfterPerMillion),
                median(ratios(mode, Sample::cpuAfterPerMillion)),
                residentMib.getOrDefault(mode, 0.0));
    }

    /** How busy the generator was at most, and how late it sent what was due. */
    String generator() {
        double busy = 0;
        double late = 0;
        for (List<Sample> of : samples.values()) {
            for (Sample sample : of) {
                busy = Math.max(busy, sample.generatorCpu());
                late = Math.max(late, sample.latestSendMicros());
            }
        }
        return String.format("generator: at most %.2f of its one processor", busy)
                + (late > 0
                        ? String.format(", 99 %% of what it could send left within %.0f µs of its moment", late)
                        : "");
    }

    private double of(Mode mode, ToDoubleFunction<Sample> value) {
        return median(of(mode).stream().mapToDouble(value).toArray());
    }

    private double[] ratios(Mode mode, ToDoubleFunction<Sample> value) {
        List<Sample> mine = of(mode);
        List<Sample> its = of(yardstick());
        double[] ratios = new double[mine.size()];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = value.applyAsDouble(mine.get(i)) / value.applyAsDouble(its.get(i));
        }
        java.util.Arrays.sort(ratios);
        return ratios;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        java.util.Arrays.sort(sorted);
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }
}
