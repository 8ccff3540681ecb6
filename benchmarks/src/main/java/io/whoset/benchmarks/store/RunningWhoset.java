package io.whoset.benchmarks.store;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The built whoset as a process over an audit directory, with a memcached of 64 MiB behind it.
 *
 * <p>Confined to one thread.
 */
final class RunningWhoset implements AutoCloseable {
    private static final Pattern ROUTE = Pattern.compile("127\\.0\\.0\\.1:(\\d+) -> ");
    private static final long START_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final Process process;
    private final Process memcached;
    private final Path dir;
    private final int port;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private RunningWhoset(Process process, Process memcached, Path dir, int port) {
        this.process = process;
        this.memcached = memcached;
        this.dir = dir;
        this.port = port;
    }

    static RunningWhoset start(Path program, Path dir, int memoryMib) throws IOException {
        Path config = dir.resolveSibling("whoset.yaml");
        Path socket = dir.resolveSibling("memcached.sock");
        Process memcached = new ProcessBuilder("memcached", "-u", "root", "-m", "64", "-s", socket.toString())
                .inheritIO()
                .start();
        StringBuilder text = new StringBuilder("routes:\n  - listen: 127.0.0.1:0\n    upstream: unix:" + socket + "\n");
        text.append("    proxy-protocol: accept\naudit:\n  dir: ").append(dir);
        text.append("\n  store-memory-mib: ").append(memoryMib).append("\nui:\n  listen: 127.0.0.1:0\nnames:\n");
        for (int writer = 0; writer < MadeWrites.WRITERS; writer++) {
            text.append("  ")
                    .append(MadeWrites.address(writer))
                    .append(": ")
                    .append(MadeWrites.writer(writer))
                    .append('\n');
        }
        Files.writeString(config, text);
        Path said = dir.resolveSibling("whoset.out");
        Process process = new ProcessBuilder(program.toString(), "proxy", "--config", config.toString())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        long until = System.nanoTime() + START_NANOS;
        Matcher route = ROUTE.matcher(Files.readString(said));
        while (!route.find()) {
            if (!process.isAlive() || System.nanoTime() - until > 0) {
                process.destroyForcibly();
                memcached.destroy();
                throw new IOException("whoset did not start, see " + said);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            route = ROUTE.matcher(Files.readString(said));
        }
        return new RunningWhoset(process, memcached, dir, Integer.parseInt(route.group(1)));
    }

    /** Where its one route listens. */
    int port() {
        return port;
    }

    /** The body of an answer, which must be one. */
    String get(String path) throws IOException, InterruptedException {
        List<String> mark = Files.readAllLines(dir.resolve("page.live"), StandardCharsets.UTF_8);
        HttpRequest request = HttpRequest.newBuilder(URI.create(mark.get(0)).resolve(path))
                .header("Authorization", "Bearer " + mark.get(1))
                .build();
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException(path + " was answered with " + answer.statusCode() + " " + answer.body());
        }
        return answer.body();
    }

    /** The sum of a metric over its labels. */
    double metric(String name) throws IOException, InterruptedException {
        Matcher line =
                Pattern.compile("(?m)^" + name + "(?:\\{[^}]*})? (\\S+)$").matcher(get("/metrics"));
        double sum = 0;
        while (line.find()) {
            sum += Double.parseDouble(line.group(1));
        }
        return sum;
    }

    /** A line of the kernel's status of the process, in MiB: VmRSS, VmHWM. */
    double memoryMib(String line) throws IOException {
        for (String status : Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"))) {
            if (status.startsWith(line + ":")) {
                return Double.parseDouble(status.replaceAll("\\D", "")) / 1024;
            }
        }
        throw new IOException("the kernel says no " + line);
    }

    /** Processor seconds of the process so far. */
    double cpuSeconds() {
        return process.toHandle().info().totalCpuDuration().orElseThrow().toMillis() / 1e3;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            memcached.destroy();
        }
    }
}
