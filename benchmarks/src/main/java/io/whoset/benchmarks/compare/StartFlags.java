package io.whoset.benchmarks.compare;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/**
 * The Java flags of a checkout's {@code bin/whoset}, asked of the script itself: it is run with a java that tells its arguments.
 *
 * <p>Confined to the command's thread.
 */
final class StartFlags {
    private final Path dir;

    /** A place for the java that tells. */
    StartFlags(Path dir) {
        this.dir = dir;
    }

    /** All flags before {@code -jar}. */
    List<String> of(Path home) throws IOException {
        Path java = Files.createDirectories(dir.resolve("java/bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
        ProcessBuilder script = new ProcessBuilder(home.resolve("bin/whoset").toString(), "proxy");
        script.environment().put("JAVA_HOME", dir.resolve("java").toString());
        script.environment().remove("WHOSET_JAVA_OPTS");
        Process told = script.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        List<String> flags = new ArrayList<>();
        String output = new String(told.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        for (String argument : output.split("\n", -1)) {
            if (argument.equals("-jar")) {
                return flags;
            }
            flags.add(argument);
        }
        throw new IOException("bin/whoset of " + home + " does not start a jar: " + output);
    }
}
