package io.whoset.benchmarks.store;

import io.whoset.audit.log.AuditDirException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Fills a store, then asks it through whoset's API and {@code who} while writes come in; ends with 1 where an aim was missed. Confined to one thread. */
public final class StoreBench {
    private static final Pattern ID = Pattern.compile("\"id\":\"([0-9a-f]{16})\"");
    private static final int LAST_BYTES = 64 * 1024;
    private static final int WARM_SECONDS = 60;
    private static final double MOST_MIB = 512;
    private static final double MOST_LAG_SECONDS = 2;

    private final StoreBenchOptions options;
    private final PrintStream out;
    private final Path audit;
    private final List<Timings> timings = new ArrayList<>();
    private double lagSeconds;
    private double memoryMib;

    StoreBench(StoreBenchOptions options, PrintStream out) {
        this.options = options;
        this.out = out;
        this.audit = options.dir().resolve("audit");
    }

    /** See {@link StoreBenchOptions}. */
    public static void main(String[] args) throws IOException, InterruptedException, AuditDirException {
        StoreBench bench = new StoreBench(StoreBenchOptions.parse(args), System.out);
        System.exit(bench.run() ? 0 : 1);
    }

    private void told(Timings more) {
        more.print(out);
        timings.add(more);
    }

    boolean run() throws IOException, InterruptedException, AuditDirException {
        if (!Files.exists(audit)) {
            Files.createDirectories(audit);
            double seconds = new StoreFill(audit, options.writes(), options.memoryMib()).fill();
            out.printf(
                    "filled: %,d writes in %.0f s, %,.0f a second%n",
                    options.writes(), seconds, options.writes() / seconds);
        }
        out.printf("on disk: store %,d MiB, log %,d MiB%n", mib("store.duckdb"), mib("writers"));
        out.println("| question, milliseconds | runs | p50 | p95 | most | aim | reached |");
        out.println("| --- | --- | --- | --- | --- | --- | --- |");
        try (RunningWhoset whoset = RunningWhoset.start(options.program(), audit, options.memoryMib())) {
            underLoad(whoset);
        }
        new WhoProcess(options.program(), audit, options.writes(), options.times()).ask("whoset stopped", this::told);
        return report();
    }

    private void underLoad(RunningWhoset whoset) throws IOException, InterruptedException {
        while (!hasAll(whoset)) {
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
        }
        try (StoreLoad load = new StoreLoad(whoset.port(), options.rate(), options.writes() * 2)) {
            long began = System.nanoTime();
            load.start();
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(WARM_SECONDS));
            new StoreQuestions(whoset, options.writes(), options.times(), this::told).ask();
            look(whoset);
            new WhoProcess(options.program(), audit, options.writes(), options.times()).ask("under load", this::told);
            look(whoset);
            double seconds = (System.nanoTime() - began) / 1e9;
            out.printf(
                    "load: %,d writes in %.0f s, %,.0f a second; whoset used %.2f processors%n",
                    load.stored(), seconds, load.stored() / seconds, whoset.cpuSeconds() / seconds);
        }
    }

    /** Whether the store has taken over all that runs before left in the log. */
    private boolean hasAll(RunningWhoset whoset) throws IOException, InterruptedException {
        Matcher id = ID.matcher(endOf(audit.resolve("writers.jsonl")));
        String last = "";
        while (id.find()) {
            last = id.group(1);
        }
        return whoset.get("/api/v1/writes?limit=1").contains(last);
    }

    private static String endOf(Path log) throws IOException {
        try (InputStream in = Files.newInputStream(log)) {
            in.skipNBytes(Math.max(0, Files.size(log) - LAST_BYTES));
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private void look(RunningWhoset whoset) throws IOException, InterruptedException {
        double backlog = whoset.metric("whoset_store_backlog_rows");
        lagSeconds = Math.max(lagSeconds, backlog / options.rate());
        memoryMib = Math.max(memoryMib, whoset.memoryMib("VmHWM"));
        out.printf(
                "store is behind by %,.0f rows, %.2f s; queue holds %,.0f; memory %.0f MiB, at most %.0f; lost %.0f%n",
                backlog,
                backlog / options.rate(),
                whoset.metric("whoset_audit_queue_events"),
                whoset.memoryMib("VmRSS"),
                whoset.memoryMib("VmHWM"),
                whoset.metric("whoset_writes_lost_total"));
    }

    private boolean report() {
        out.println(
                "| question, milliseconds                         | runs |     p50 |     p95 |    most |      aim | reached |");
        out.println("| --- | --- | --- | --- | --- | --- | --- |");
        timings.forEach(timing -> timing.print(out));
        boolean memory = memoryMib <= MOST_MIB;
        boolean lag = lagSeconds <= MOST_LAG_SECONDS;
        out.printf(
                "| memory of whoset, MiB | | | | %.0f | <= %.0f | %s |%n", memoryMib, MOST_MIB, memory ? "yes" : "NO");
        out.printf(
                "| store behind the log, seconds | | | | %.2f | <= %.0f | %s |%n",
                lagSeconds, MOST_LAG_SECONDS, lag ? "yes" : "NO");
        return memory && lag && timings.stream().allMatch(Timings::isReached);
    }

    private long mib(String prefix) throws IOException {
        long bytes = 0;
        try (Stream<Path> files = Files.walk(audit)) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(file -> audit.relativize(file).toString().startsWith(prefix))
                    .toList()) {
                bytes += Files.size(file);
            }
        }
        return bytes >> 20;
    }
}
