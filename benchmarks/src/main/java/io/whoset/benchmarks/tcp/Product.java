package io.whoset.benchmarks.tcp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A memcached and the built whoset in front of it, each a process with its files in a directory of its own.
 *
 * <p>Confined to one story's thread.
 */
final class Product implements AutoCloseable {
    private static final Pattern PORT = Pattern.compile("TCP INET: (\\d+)");
    private static final Pattern LISTENING = Pattern.compile("listening +\\S+:(\\d+) -> ");
    private static final int POLL_MILLIS = 20;
    private static final int POLLS = 6_000;

    private final Path dir;
    private final Process memcached;
    private final Process whoset;
    private final InetSocketAddress server;
    private final InetSocketAddress proxy;

    private Product(Path dir, Process memcached, InetSocketAddress server, Process whoset, InetSocketAddress proxy) {
        this.dir = dir;
        this.memcached = memcached;
        this.server = server;
        this.whoset = whoset;
        this.proxy = proxy;
    }

    /** Starts both. */
    static Product start(Path jar, Path dir) throws IOException, InterruptedException {
        Path portFile = dir.resolve("port");
        ProcessBuilder cache = new ProcessBuilder(
                "memcached",
                "-u",
                "root",
                "-l",
                "127.0.0.1",
                "-p",
                "-1",
                "-U",
                "0",
                "-m",
                "256",
                "-t",
                "1",
                "-c",
                "4096");
        cache.environment().put("MEMCACHED_PORT_FILENAME", portFile.toString());
        Process memcached = redirect(cache, dir.resolve("memcached.txt"));
        int port = await(memcached, portFile, PORT);
        Path out = dir.resolve("whoset.txt");
        Process whoset = redirect(
                new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-Xmx320m",
                        "-jar",
                        jar.toAbsolutePath().toString(),
                        "proxy",
                        "--no-ui",
                        "--audit-dir",
                        dir.resolve("audit").toString(),
                        "--listen",
                        "127.0.0.1:0",
                        "--upstream",
                        "127.0.0.1:" + port)),
                out);
        return new Product(dir, memcached, loopback(port), whoset, loopback(await(whoset, out, LISTENING)));
    }

    private static InetSocketAddress loopback(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    private static Process redirect(ProcessBuilder builder, Path out) throws IOException {
        return builder.redirectErrorStream(true).redirectOutput(out.toFile()).start();
    }

    private static int await(Process process, Path file, Pattern pattern) throws IOException, InterruptedException {
        for (int poll = 0; poll < POLLS && process.isAlive(); poll++) {
            Matcher matcher = pattern.matcher(Files.exists(file) ? Files.readString(file) : "");
            if (matcher.find()) {
                return Integer.parseInt(matcher.group(1));
            }
            process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS);
        }
        process.destroyForcibly();
        throw new IOException("no port is said in " + file + ", see the files beside it");
    }

    /** Where clients connect to. */
    InetSocketAddress proxy() {
        return proxy;
    }

    /** The memcached behind it. */
    InetSocketAddress server() {
        return server;
    }

    /** Ends whoset in good order; its audit directory. */
    Path finish() throws InterruptedException, IOException {
        whoset.destroy();
        if (!whoset.waitFor(60, TimeUnit.SECONDS) || whoset.exitValue() != 0) {
            throw new IOException("whoset did not end well, see " + dir);
        }
        return dir.resolve("audit");
    }

    @Override
    public void close() {
        whoset.destroyForcibly();
        memcached.destroyForcibly();
    }
}
