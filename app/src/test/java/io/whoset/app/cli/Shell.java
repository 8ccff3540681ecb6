package io.whoset.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Runs what a user would type: {@code jq}, {@code sha256sum}, {@code memccapable}. */
final class Shell {
    private Shell() {}

    /** What {@code bash -c SCRIPT} prints in a directory; fails where its exit code is not 0. */
    static String run(Path dir, String script) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("bash", "-c", script)
                .directory(dir.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(script).isTrue();
        assertThat(process.exitValue()).as(script + "\n" + out).isZero();
        return out.strip();
    }
}
