package io.whoset.benchmarks.compare;

import io.whoset.benchmarks.load.LoadItems;
import io.whoset.benchmarks.load.Pace;
import io.whoset.benchmarks.load.Workload;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Runs every workload through every mode in interleaved rounds, prints the medians, and holds whoset's log against what memcached acknowledged.
 *
 * <p>One thread.
 */
public final class CompareBench {
    private static final Duration WARM_ROUND = Duration.ofMillis(500);
    private static final int MOST_WARM = 20;

    /** Share of a round's processor time that its compilers may still take. */
    private static final double WARM_ENOUGH = 0.03;

    private final PrintStream out;
    private final CompareOptions options;
    private final Targets targets;
    private long seed;

    CompareBench(PrintStream out, CompareOptions options, Targets targets) {
        this.out = out;
        this.options = options;
        this.targets = targets;
    }

    /** See {@link CompareOptions}; the checkout's directory is the system property {@code whoset.home}. */
    public static void main(String[] args) throws IOException {
        CompareOptions options = CompareOptions.parse(args);
        Path files = Files.createTempDirectory("whoset-compare");
        Path home = Path.of(System.getProperty("whoset.home", ".")).toAbsolutePath();
        Targets targets = new Targets(files, home, options.pin());
        if (options.idle()) {
            new IdleBench(System.out, options, targets).run();
        } else {
            new CompareBench(System.out, options, targets).run();
        }
        delete(files);
    }

    void run() throws IOException {
        for (Workload workload : options.workloads()) {
            out.println("\n### " + workload.name() + ": " + workload.text());
            try (Server memcached = targets.memcached()) {
                LoadItems items = new LoadItems(workload);
                items.store(memcached.address());
                compare(memcached, items);
            }
        }
    }

    private void compare(Server memcached, LoadItems items) throws IOException {
        Map<Target, Account> running = new LinkedHashMap<>();
        try {
            for (Mode mode : options.modes()) {
                running.put(targets.start(mode, memcached), new Account());
            }
            for (Map.Entry<Target, Account> one : running.entrySet()) {
                warm(one.getKey(), one.getValue(), items);
            }
            Sheet sheet = rounds(items, running, 0);
            out.print("\nClosed loop, medians of " + options.rounds() + " rounds of " + options.seconds() + " s:\n\n"
                    + sheet.table());
            out.println("\n" + sheet.generator());
            if (options.half()) {
                double perSecond = options.perSecond() > 0 ? options.perSecond() : sheet.yardstickPerSecond() / 2;
                Sheet paced = rounds(items, running, perSecond);
                out.printf(
                        "%n%,.0f requests a second, latency from the moment at which each was due:%n%n%s",
                        perSecond, paced.table());
                out.println("\n" + paced.generator());
            }
            settle(running);
        } finally {
            running.keySet().forEach(Target::close);
        }
    }

    /** A round that is not counted; a Java machine gets more of them until it hardly compiles any more, which a process that runs for days does not either. */
    private void warm(Target target, Account account, LoadItems items) throws IOException {
        Pace pace = new Pace(Duration.ZERO, seconds(options.warm()), 0, options.sources());
        int rounds = 0;
        double share = 1;
        boolean warm = false;
        while (!warm && rounds < MOST_WARM) {
            double all = target.cpuSeconds();
            double compiler = target.compilerSeconds();
            new Round(target).run(items, pace, seed++, account);
            share = (target.compilerSeconds() - compiler) / (target.cpuSeconds() - all);
            // a compiler's thread that ended took its time with it: less than nothing is no proof
            warm = !target.mode().kind().isWhoset() || (share >= 0 && share <= WARM_ENOUGH);
            rounds++;
        }
        if (options.verbose() || !warm) {
            out.printf(
                    Locale.ROOT,
                    "  %s: %s after %d rounds, compilers took %.1f %% of the last%n",
                    target.mode().label(),
                    warm ? "warm" : "NOT WARM",
                    rounds,
                    100 * share);
        }
    }

    /** Each round begins with another mode, so that none always runs in the wake of the same one. */
    private Sheet rounds(LoadItems items, Map<Target, Account> running, double perSecond) throws IOException {
        Sheet sheet = new Sheet(options.modes());
        Pace pace = new Pace(WARM_ROUND, seconds(options.seconds()), perSecond, options.sources());
        List<Target> order = new ArrayList<>(running.keySet());
        for (int round = 0; round < options.rounds(); round++) {
            for (Target target : order) {
                Account account = java.util.Objects.requireNonNull(running.get(target));
                Sample sample = new Round(target).run(items, pace, seed++, account);
                sheet.add(target.mode(), sample);
                sheet.resident(target.mode(), target.residentMib());
                if (options.verbose()) {
                    out.printf("  %d %-20s %s%n", round + 1, target.mode().label(), sample.text());
                }
            }
            order.add(order.remove(0));
        }
        return sheet;
    }

    private void settle(Map<Target, Account> running) throws IOException {
        for (Map.Entry<Target, Account> one : running.entrySet()) {
            Path auditDir = one.getKey().auditDir();
            if (auditDir != null) {
                one.getKey().server().stop();
                out.println(one.getKey().mode().label() + ": " + one.getValue().settle(auditDir));
                delete(auditDir);
            }
        }
    }

    private static Duration seconds(double seconds) {
        return Duration.ofNanos((long) (seconds * 1e9));
    }

    private static void delete(Path dir) throws IOException {
        try (Stream<Path> all = Files.walk(dir)) {
            for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
