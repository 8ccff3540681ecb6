package io.whoset.benchmarks.store;

import java.nio.file.Path;

/**
 * What the bench is asked for.
 *
 * <p>Immutable.
 *
 * @param program {@code bin/whoset}
 * @param dir where the audit directory is made; one that is there is used as it is
 * @param writes how many the store holds before it is asked
 * @param rate writes a second that come in meanwhile
 * @param times how often each question is asked
 * @param memoryMib {@code store-memory-mib}
 */
record StoreBenchOptions(Path program, Path dir, long writes, int rate, int times, int memoryMib) {
    static StoreBenchOptions parse(String[] args) {
        Path program = Path.of("bin/whoset");
        Path dir = Path.of("benchmarks/target/store-bench");
        long writes = 10_000_000;
        int rate = 20_000;
        int times = 20;
        int memoryMib = 64;
        for (int i = 0; i < args.length; i += 2) {
            String value = i + 1 < args.length ? args[i + 1] : "";
            switch (args[i]) {
                case "--program" -> program = Path.of(value);
                case "--dir" -> dir = Path.of(value);
                case "--writes" -> writes = Long.parseLong(value);
                case "--rate" -> rate = Integer.parseInt(value);
                case "--times" -> times = Integer.parseInt(value);
                case "--memory-mib" -> memoryMib = Integer.parseInt(value);
                default ->
                    throw new IllegalArgumentException(
                            "saw " + args[i] + ", expected --writes N, --rate N, --times N, --memory-mib N, --dir DIR");
            }
        }
        return new StoreBenchOptions(program.toAbsolutePath(), dir.toAbsolutePath(), writes, rate, times, memoryMib);
    }
}
