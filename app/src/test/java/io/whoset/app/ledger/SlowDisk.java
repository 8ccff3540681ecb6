package io.whoset.app.ledger;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A directory whose disk takes so many bytes a second and no more, by {@code bindfs}. Tests that want one are left out where none can be mounted. */
public final class SlowDisk implements AutoCloseable {
    private final Path mounted;

    private SlowDisk(Path mounted) {
        this.mounted = mounted;
    }

    /** Mounts it below a directory. */
    public static SlowDisk mount(Path parent, int kibPerSecond) throws IOException, InterruptedException {
        Path real = Files.createDirectory(parent.resolve("real"));
        Path mounted = Files.createDirectory(parent.resolve("slow"));
        boolean isThere = Files.exists(Path.of("/usr/bin/bindfs"));
        assumeTrue(
                isThere
                        && run("bindfs", "--write-rate=" + kibPerSecond + "k", real.toString(), mounted.toString())
                                == 0,
                "no slow disk: bindfs is not installed, or mounting is not allowed here");
        return new SlowDisk(mounted);
    }

    /** Where it is mounted. */
    public Path dir() {
        return mounted;
    }

    @Override
    public void close() throws IOException, InterruptedException {
        run("umount", "-l", mounted.toString());
    }

    private static int run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }
}
