package io.whoset.testkit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Docker where it runs, and the images for tests: public and pinned, or made of this machine's own files where none can be pulled.
 *
 * <p>Main thread of a test only.
 */
public final class Docker {
    private static final String PULL_WITHIN_SECONDS = "120";
    private static final long WITHIN_SECONDS = 300;

    private Docker() {}

    /** Whether an engine answers. */
    public static boolean isRunning() throws InterruptedException {
        try {
            run(Path.of("."), Map.of(), "docker", "info");
            return true;
        } catch (IOException notThere) {
            return false;
        }
    }

    /** The image of a variable of docker-compose.yml: its pinned default where it can be pulled, else a stand-in of this name. */
    public static String image(String variable, String standIn) throws IOException, InterruptedException {
        String given = System.getenv(variable);
        if (given != null) {
            return given;
        }
        String pinned = pinned(variable);
        if (canPull(pinned)) {
            return pinned;
        }
        run(root(), Map.of(), "docker/stand-ins.sh", standIn);
        return "whoset-test/" + standIn;
    }

    private static boolean canPull(String image) throws InterruptedException {
        try {
            run(Path.of("."), Map.of(), "timeout", PULL_WITHIN_SECONDS, "docker", "pull", "-q", image);
            return true;
        } catch (IOException unreachable) {
            return false;
        }
    }

    private static String pinned(String variable) throws IOException {
        String compose = Files.readString(root().resolve("docker-compose.yml"), StandardCharsets.UTF_8);
        int from = compose.indexOf("${" + variable + ":-") + variable.length() + 4;
        return compose.substring(from, compose.indexOf('}', from));
    }

    /** The checkout. */
    public static Path root() {
        Path dir = Path.of("").toAbsolutePath();
        while (dir != null && !Files.exists(dir.resolve("docker-compose.yml"))) {
            dir = dir.getParent();
        }
        if (dir == null) {
            throw new IllegalStateException("not inside a checkout: no docker-compose.yml above "
                    + Path.of("").toAbsolutePath());
        }
        return dir;
    }

    /** What a command prints; fails where its exit code is not 0. */
    public static String run(Path dir, Map<String, String> environment, String... command)
            throws IOException, InterruptedException {
        Process process = start(List.of(command), dir, environment);
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(WITHIN_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IOException(String.join(" ", command) + " failed:\n" + out);
        }
        return out.strip();
    }

    private static Process start(List<String> command, Path dir, Map<String, String> environment) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(command))
                .directory(dir.toFile())
                .redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        return process;
    }
}
