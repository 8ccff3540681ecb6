package io.whoset.benchmarks.compare;

import io.whoset.benchmarks.load.Workload;
import java.util.Arrays;
import java.util.List;

/**
 * What the comparison is asked for.
 *
 * <p>Immutable.
 *
 * @param workloads which
 * @param modes in which order they are shown
 * @param rounds measured rounds of each mode and workload
 * @param warm seconds of a round that is not counted, before the others
 * @param seconds length of a round
 * @param half whether rounds at half of HAProxy's throughput follow, for latency
 * @param perSecond requests a second of such rounds instead, 0 for half of HAProxy's
 * @param sources clients' addresses
 * @param pin list of processors for the servers, as taskset takes it; empty for all
 * @param idle whether memory of idle connections and the time of the start are measured instead
 * @param verbose whether every round is shown
 */
record CompareOptions(
        List<Workload> workloads,
        List<Mode> modes,
        int rounds,
        double warm,
        double seconds,
        boolean half,
        double perSecond,
        int sources,
        String pin,
        boolean idle,
        boolean verbose) {
    private static final String USAGE =
            "expected --only W1,W2, --modes straight,haproxy,twemproxy,relay,attribution,everything,"
                    + " --rounds N, --warm SECONDS, --seconds SECONDS, --half, --rate N, --sources N, --pin CPUS, --idle, --verbose";

    static CompareOptions parse(String[] args) {
        List<Workload> workloads = Workload.ALL;
        String modes = "straight,haproxy,twemproxy,relay,attribution,everything";
        int rounds = 5;
        double warm = 3;
        double seconds = 4;
        boolean half = false;
        double perSecond = 0;
        int sources = 10;
        String pin = "";
        boolean idle = false;
        boolean verbose = false;
        for (int i = 0; i < args.length; i++) {
            switch (args[i]) {
                case "--only" -> workloads = named(args[++i]);
                case "--modes" -> modes = args[++i];
                case "--rounds" -> rounds = Integer.parseInt(args[++i]);
                case "--warm" -> warm = Double.parseDouble(args[++i]);
                case "--seconds" -> seconds = Double.parseDouble(args[++i]);
                case "--half" -> half = true;
                case "--rate" -> perSecond = Double.parseDouble(args[++i]);
                case "--sources" -> sources = Integer.parseInt(args[++i]);
                case "--pin" -> pin = args[++i];
                case "--idle" -> idle = true;
                case "--verbose" -> verbose = true;
                default -> throw new IllegalArgumentException("saw " + args[i] + ", " + USAGE);
            }
        }
        List<Mode> parsed = Arrays.stream(modes.split(",", -1)).map(Mode::parse).toList();
        return new CompareOptions(
                workloads,
                parsed,
                rounds,
                warm,
                seconds,
                half || perSecond > 0,
                perSecond,
                sources,
                pin,
                idle,
                verbose);
    }

    private static List<Workload> named(String list) {
        List<String> names = List.of(list.split(",", -1));
        List<String> known = Workload.ALL.stream().map(Workload::name).toList();
        if (!known.containsAll(names)) {
            throw new IllegalArgumentException("--only: saw " + list + ", expected some of " + known);
        }
        return Workload.ALL.stream().filter(one -> names.contains(one.name())).toList();
    }
}
