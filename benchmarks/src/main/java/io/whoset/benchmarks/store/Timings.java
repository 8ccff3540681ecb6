package io.whoset.benchmarks.store;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.Locale;

/**
 * How long a question took, over and over.
 *
 * <p><b>Units</b> milliseconds. Confined to one thread.
 */
final class Timings {
    private final String name;
    private final double aim;
    private final double[] millis;

    Timings(String name, double aim, double[] millis) {
        this.name = name;
        this.aim = aim;
        this.millis = millis.clone();
        Arrays.sort(this.millis);
    }

    private double at(double share) {
        return millis[(int) Math.min(millis.length - 1, Math.ceil(share * millis.length) - 1)];
    }

    boolean isReached() {
        return aim == 0 || at(0.95) <= aim;
    }

    void print(PrintStream out) {
        String wanted = aim == 0 ? "-" : String.format(Locale.ROOT, "<= %.0f", aim);
        out.printf(
                Locale.ROOT,
                "| %-44s | %4d | %7.1f | %7.1f | %7.1f | %8s | %s%n",
                name,
                millis.length,
                at(0.5),
                at(0.95),
                millis[millis.length - 1],
                wanted,
                isReached() ? "yes |" : "NO  |");
    }
}
