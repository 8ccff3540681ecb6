package io.whoset.benchmarks.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Starts what is compared, each with the configuration that makes it comparable: one memcached behind it, no limits that the load meets.
 *
 * <p>Confined to the command's thread.
 */
final class Targets {
    private static final Pattern MEMCACHED_PORT = Pattern.compile("TCP INET: (\\d+)");
    private static final Pattern WHOSET_PORT = Pattern.compile("listening +\\S+:(\\d+) -> ");

    private static final int MOST_CLIENTS = 12_000;

    private final Path files;
    private final Path checkout;
    private final String pin;

    /** Files go into this directory; whoset is this checkout's where a mode names no other; servers run on these processors, empty for all. */
    Targets(Path files, Path checkout, String pin) {
        this.files = files;
        this.checkout = checkout;
        this.pin = pin;
    }

    /** A memcached that keeps everything that any workload stores. */
    Server memcached() throws IOException {
        Path says = Files.createTempDirectory(files, "memcached").resolve("port");
        List<String> command = List.of(
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
                "1024",
                "-t",
                "1",
                "-c",
                Integer.toString(MOST_CLIENTS));
        Map<String, String> environment = Map.of("MEMCACHED_PORT_FILENAME", says.toString());
        return Server.start(pinned(command), environment, files.resolve("memcached.txt"), says, MEMCACHED_PORT);
    }

    /** Starts a mode before this memcached. */
    Target start(Mode mode, Server memcached) throws IOException {
        Path dir = Files.createTempDirectory(files, mode.kind().name().toLowerCase(java.util.Locale.ROOT));
        return switch (mode.kind()) {
            case STRAIGHT -> new Target(mode, memcached, null, false);
            case HAPROXY -> new Target(mode, haproxy(memcached, dir), null, true);
            case TWEMPROXY -> new Target(mode, twemproxy(memcached, dir), null, true);
            case RELAY -> new Target(mode, parts(mode, memcached, dir), null, true);
            case ATTRIBUTION -> new Target(mode, parts(mode, memcached, dir), dir.resolve("audit"), true);
            case EVERYTHING -> new Target(mode, everything(mode, memcached, dir), dir.resolve("audit"), true);
        };
    }

    private Server haproxy(Server memcached, Path dir) throws IOException {
        int port = Server.freePort();
        Path file = Files.writeString(
                dir.resolve("haproxy.cfg"),
                String.join(
                        "\n",
                        "global",
                        "  nbthread 1",
                        "  maxconn " + Math.min(MOST_CLIENTS, ProcStat.mostClients()),
                        "defaults",
                        "  mode tcp",
                        "  timeout connect 5s",
                        "  timeout client 1h",
                        "  timeout server 1h",
                        "listen cache",
                        "  bind 127.0.0.1:" + port,
                        "  server memcached 127.0.0.1:" + memcached.address().getPort(),
                        ""));
        List<String> command = List.of("haproxy", "-db", "-f", file.toString());
        return Server.start(pinned(command), dir.resolve("haproxy.txt"), port);
    }

    private Server twemproxy(Server memcached, Path dir) throws IOException {
        int port = Server.freePort();
        Path file = Files.writeString(
                dir.resolve("nutcracker.yml"),
                String.join(
                        "\n",
                        "cache:",
                        "  listen: 127.0.0.1:" + port,
                        "  hash: fnv1a_64",
                        "  distribution: modula",
                        "  backlog: 1024",
                        "  servers:",
                        "    - 127.0.0.1:" + memcached.address().getPort() + ":1",
                        ""));
        List<String> command = List.of(
                "nutcracker",
                "-v",
                "2",
                "-c",
                file.toString(),
                "-a",
                "127.0.0.1",
                "-s",
                Integer.toString(Server.freePort()),
                "-o",
                dir.resolve("nutcracker.log").toString(),
                "-p",
                dir.resolve("nutcracker.pid").toString());
        return Server.start(pinned(command), dir.resolve("nutcracker.txt"), port);
    }

    private Server everything(Mode mode, Server memcached, Path dir) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                home(mode).resolve("bin/whoset").toString(),
                "proxy",
                "--ui",
                "127.0.0.1:0",
                "--audit-dir",
                dir.resolve("audit").toString(),
                "--listen",
                "127.0.0.1:0",
                "--upstream",
                "127.0.0.1:" + memcached.address().getPort()));
        List<String> limits = new ArrayList<>();
        if (mode.ioThreads() > 0) {
            limits.add("io-threads: " + mode.ioThreads());
        }
        if (mode.transport() != null) {
            limits.add("transport: " + mode.transport().word());
        }
        if (!limits.isEmpty()) {
            Path file = dir.resolve("whoset.yaml");
            Files.writeString(file, "limits: {" + String.join(", ", limits) + "}\n");
            command.addAll(List.of("--config", file.toString()));
        }
        Path says = dir.resolve("whoset.txt");
        Map<String, String> environment = Map.of("WHOSET_JAVA_OPTS", String.join(" ", mode.javaFlags()));
        return Server.start(pinned(command), environment, says, says, WHOSET_PORT);
    }

    /** Some of whoset's parts, in a Java machine with the flags of the product's own start. */
    private Server parts(Mode mode, Server memcached, Path dir) throws IOException {
        Path home = home(mode);
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(new StartFlags(dir).of(home));
        command.addAll(mode.javaFlags());
        Path target = home.resolve("benchmarks/target");
        command.addAll(List.of(
                "-cp",
                target.resolve("classes") + ":" + target.resolve("lib") + "/*",
                PartsMain.class.getName(),
                mode.kind().name(),
                "127.0.0.1:" + memcached.address().getPort(),
                dir.resolve("audit").toString(),
                Integer.toString(mode.ioThreads())));
        if (mode.transport() != null) {
            command.add(mode.transport().name());
        }
        Path says = dir.resolve("parts.txt");
        return Server.start(pinned(command), Map.of(), says, says, WHOSET_PORT);
    }

    private Path home(Mode mode) {
        Path other = mode.checkout();
        return other == null ? checkout : other;
    }

    private List<String> pinned(List<String> command) {
        if (pin.isEmpty()) {
            return command;
        }
        List<String> all = new ArrayList<>(List.of("taskset", "-c", pin));
        all.addAll(command);
        return all;
    }
}
