package io.whoset.benchmarks.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * {@code bin/whoset who} as a person runs it: a process from start to end.
 *
 * <p>Confined to one thread.
 */
final class WhoProcess {
    private static final int AIM_MILLIS = 1000;

    private final Path program;
    private final Path dir;
    private final long writes;
    private final int times;
    private final SplittableRandom random = new SplittableRandom(11);

    WhoProcess(Path program, Path dir, long writes, int times) {
        this.program = program;
        this.dir = dir;
        this.writes = writes;
        this.times = times;
    }

    void ask(String state, Consumer<Timings> told) throws IOException, InterruptedException {
        told.accept(run("who KEY, " + state, () -> List.of(MadeWrites.key(random.nextLong(writes)))));
        told.accept(run(
                "who --digest, " + state,
                () -> List.of(
                        "--digest", MadeWrites.digest(random.nextLong(writes)).toString())));
        told.accept(run("who --bad --since 2h, " + state, () -> List.of("--bad", "--since", "2h")));
    }

    private Timings run(String name, Supplier<List<String>> arguments) throws IOException, InterruptedException {
        double[] millis = new double[times];
        for (int i = 0; i < times; i++) {
            List<String> command = new ArrayList<>(List.of(program.toString(), "who"));
            command.addAll(arguments.get());
            command.addAll(List.of("--audit-dir", dir.toString()));
            long began = System.nanoTime();
            Process who = new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            int code = who.waitFor();
            millis[i] = (System.nanoTime() - began) / 1e6;
            if (code != 0) {
                throw new IOException("who ended with " + code);
            }
        }
        return new Timings(name, AIM_MILLIS, millis);
    }
}
