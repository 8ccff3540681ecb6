package io.whoset.benchmarks;

import java.util.regex.Pattern;

/**
 * What the bench is asked for.
 *
 * <p>Immutable.
 *
 * @param seeds how many runs of each scenario
 * @param from the first seed
 * @param only scenarios whose name holds this pattern
 * @param verbose whether each run that is not perfect is told of
 * @param cost whether what a write took is told of, with and without judgement; in virtual time
 * @param atOnce how many stories are played at once over TCP, in real time; 0: virtual time
 */
record BenchOptions(int seeds, int from, Pattern only, boolean verbose, boolean cost, int atOnce) {
    static BenchOptions parse(String[] args) {
        int seeds = 10;
        int from = 1;
        Pattern only = Pattern.compile("");
        boolean verbose = false;
        boolean cost = false;
        int atOnce = 0;
        for (int i = 0; i < args.length; i++) {
            switch (args[i]) {
                case "--seeds" -> seeds = Integer.parseInt(args[++i]);
                case "--from" -> from = Integer.parseInt(args[++i]);
                case "--only" -> only = Pattern.compile(args[++i]);
                case "--verbose" -> verbose = true;
                case "--cost" -> cost = true;
                case "--tcp" -> atOnce = Integer.parseInt(args[++i]);
                default ->
                    throw new IllegalArgumentException("saw " + args[i]
                            + ", expected --seeds N, --from N, --only PATTERN, --verbose, --cost, --tcp N");
            }
        }
        return new BenchOptions(seeds, from, only, verbose, cost, atOnce);
    }

    boolean wants(String name) {
        return only.matcher(name).find();
    }
}
