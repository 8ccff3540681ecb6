package io.whoset.app.cli;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The built whoset as a process of its own: what a user starts, sees and ends. */
final class WhosetProcess implements AutoCloseable {
    private static final Pattern LISTENING = Pattern.compile("listening +(\\S+):(\\d+) -> ");
    private static final Pattern PAGE = Pattern.compile("(?:audit page) +(http\\S+)");

    private final Process process;
    private final Path out;
    private final Path err;

    private WhosetProcess(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /** Starts {@code whoset ARGS} with its output in files of a directory. */
    static WhosetProcess start(Path dir, String... args) throws IOException {
        return start(dir, Map.of(), args);
    }

    /** The same with more in its environment. */
    static WhosetProcess start(Path dir, Map<String, String> environment, String... args) throws IOException {
        // a parent that ignores SIGHUP, as nohup does, hands that on
        List<String> command = new ArrayList<>(List.of(
                "env",
                "--default-signal=HUP",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx320m",
                "-jar",
                Path.of("target", "whoset.jar").toAbsolutePath().toString()));
        command.addAll(List.of(args));
        Path out = Files.createTempFile(dir, "out", ".txt");
        Path err = Files.createTempFile(dir, "err", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(dir.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        return new WhosetProcess(process, out, err);
    }

    /** Waits until it says that it listens; the first route's address. */
    InetSocketAddress listening() {
        Matcher matcher = awaitOut(LISTENING);
        return new InetSocketAddress(matcher.group(1), Integer.parseInt(matcher.group(2)));
    }

    /** The address of the audit page. */
    String page() {
        return awaitOut(PAGE).group(1);
    }

    private Matcher awaitOut(Pattern pattern) {
        return await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> {
                            if (!process.isAlive() && !pattern.matcher(out()).find()) {
                                throw new AssertionError(
                                        "whoset ended with " + process.exitValue() + "\n" + out() + err());
                            }
                            return pattern.matcher(out());
                        },
                        Matcher::find);
    }

    /** Waits for its end; the exit code. */
    int exitCode() throws InterruptedException {
        if (!process.waitFor(90, TimeUnit.SECONDS)) {
            throw new AssertionError("whoset did not end within 90 s\n" + outUnchecked() + errUnchecked());
        }
        return process.exitValue();
    }

    /** SIGTERM, then waits for the end; the exit code. */
    int terminate() throws InterruptedException {
        process.destroy();
        return exitCode();
    }

    /** Sends it a signal by its name. */
    void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
    }

    String out() throws IOException {
        return Files.readString(out, StandardCharsets.UTF_8);
    }

    String err() throws IOException {
        return Files.readString(err, StandardCharsets.UTF_8);
    }

    private String outUnchecked() {
        try {
            return out();
        } catch (IOException e) {
            return e.toString();
        }
    }

    private String errUnchecked() {
        try {
            return err();
        } catch (IOException e) {
            return e.toString();
        }
    }

    @Override
    public void close() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }
}
