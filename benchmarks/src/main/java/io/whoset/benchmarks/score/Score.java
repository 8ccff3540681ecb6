package io.whoset.benchmarks.score;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * Counts of one or many trials.
 *
 * <p>Confined to one thread.
 */
public final class Score {
    int runs;
    long writes;
    long suspects;
    int guilty;
    int found;
    int right;
    int falsely;
    int withdrawn;
    long bad;
    long marked;
    long markedBad;
    long named;
    long namedBad;
    long payloadNanos;
    long judgeNanos;
    final List<Integer> delayWrites = new ArrayList<>();
    final List<Double> delaySeconds = new ArrayList<>();

    /** Adds another one. */
    public void add(Score other) {
        runs += other.runs;
        writes += other.writes;
        suspects += other.suspects;
        guilty += other.guilty;
        found += other.found;
        right += other.right;
        falsely += other.falsely;
        withdrawn += other.withdrawn;
        bad += other.bad;
        marked += other.marked;
        markedBad += other.markedBad;
        named += other.named;
        namedBad += other.namedBad;
        payloadNanos += other.payloadNanos;
        judgeNanos += other.judgeNanos;
        delayWrites.addAll(other.delayWrites);
        delaySeconds.addAll(other.delaySeconds);
    }

    /** Whether nobody innocent was accused and everybody guilty was, of the right thing. */
    public boolean isPerfect() {
        return falsely == 0 && found == guilty && right == guilty;
    }

    /** How many were accused falsely. */
    public int falsely() {
        return falsely;
    }

    /** Names of the columns. */
    public static String header() {
        return String.format(
                Locale.ROOT,
                "%-44s %5s %8s %7s %6s %6s %6s %6s %6s %6s %6s %6s %6s %8s",
                "scenario",
                "runs",
                "writes",
                "guilty",
                "found",
                "right",
                "FALSE",
                "w.prec",
                "w.rec",
                "n.prec",
                "n.rec",
                "delay",
                "sec",
                "suspect");
    }

    /** What a write cost on the way to its verdict. */
    public String cost() {
        double each = 1e3 * Math.max(1, writes);
        return String.format(
                Locale.ROOT,
                "a write took %.2f us without judgement (digest, sniffing, preview) and %.2f us with it",
                payloadNanos / each,
                (payloadNanos + judgeNanos) / each);
    }

    /** One row; a dash where there is nothing to divide by. */
    public String row(String name) {
        return String.format(
                Locale.ROOT,
                "%-44s %5d %8d %7d %6s %6s %6d %6s %6s %6s %6s %6s %6s %8s",
                name,
                runs,
                writes / Math.max(1, runs),
                guilty,
                share(found, guilty),
                share(right, found),
                falsely,
                share(markedBad, marked),
                share(markedBad, bad),
                share(namedBad, named),
                share(namedBad, bad),
                median(delayWrites, "%.0f"),
                median(delaySeconds, "%.1f"),
                share(suspects, writes));
    }

    private static String share(long part, long whole) {
        return whole == 0 ? "-" : String.format(Locale.ROOT, "%.3f", (double) part / whole);
    }

    private static <T extends Number & Comparable<T>> String median(List<T> values, String format) {
        if (values.isEmpty()) {
            return "-";
        }
        List<T> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return String.format(Locale.ROOT, format, sorted.get(sorted.size() / 2).doubleValue());
    }
}
