package io.whoset.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The installed memcached as a process of its own, on a loopback port that it chose itself.
 *
 * <p>Confined to one test.
 */
public final class RealMemcached implements AutoCloseable {
    private static final Pattern PORT = Pattern.compile("TCP INET: (\\d+)");
    private static final long START_WITHIN_MILLIS = 10_000;

    private final Process process;
    private final InetSocketAddress address;
    private final Path dir;

    private RealMemcached(Process process, InetSocketAddress address, Path dir) {
        this.process = process;
        this.address = address;
        this.dir = dir;
    }

    /** Starts it with further arguments, such as {@code -I 8m}. */
    public static RealMemcached start(String... more) throws IOException, InterruptedException {
        return start(Map.of(), more);
    }

    /** Starts it with variables of its environment and further arguments. */
    public static RealMemcached start(Map<String, String> environment, String... more)
            throws IOException, InterruptedException {
        Path dir = Files.createTempDirectory("memcached");
        Files.setPosixFilePermissions(dir, PosixFilePermissions.fromString("rwxrwxrwx"));
        Path portFile = dir.resolve("port");
        List<String> command =
                new ArrayList<>(List.of("memcached", "-u", "nobody", "-l", "127.0.0.1", "-p", "-1", "-U", "0"));
        command.addAll(List.of(more));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(dir.resolve("log").toFile());
        builder.environment().putAll(environment);
        builder.environment().put("MEMCACHED_PORT_FILENAME", portFile.toString());
        Process process = builder.start();
        return new RealMemcached(
                process, new InetSocketAddress(InetAddress.getLoopbackAddress(), port(process, portFile)), dir);
    }

    private static int port(Process process, Path portFile) throws IOException, InterruptedException {
        long polls = START_WITHIN_MILLIS / 10;
        for (long poll = 0; poll < polls && process.isAlive(); poll++) {
            Matcher matcher = PORT.matcher(Files.exists(portFile) ? Files.readString(portFile) : "");
            if (matcher.find()) {
                return Integer.parseInt(matcher.group(1));
            }
            // ends early where the process ends
            process.waitFor(10, TimeUnit.MILLISECONDS);
        }
        process.destroyForcibly();
        throw new IOException(
                "memcached did not say where it listens: is it installed? See " + portFile.resolveSibling("log"));
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return address;
    }

    /** Its process, to stop and to kill. */
    public Process process() {
        return process;
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
        for (String file : new String[] {"port", "log", ""}) {
            try {
                Files.deleteIfExists(dir.resolve(file));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
