package io.whoset.audit.log;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Files and directories that only their owner may read, as they hold pieces of payloads; what is there already keeps its mode. Where the
 * file system knows no such modes, its defaults hold.
 *
 * <p>Immutable.
 */
public final class OwnerOnly {
    private OwnerOnly() {}

    /** Opens a file. */
    public static FileChannel open(Path file, OpenOption... options) throws IOException {
        return FileChannel.open(file, Set.of(options), mode(file, "rw-------"));
    }

    /** Creates a directory with those above it. */
    public static void createDirectories(Path dir) throws IOException {
        Files.createDirectories(dir, mode(dir, "rwx------"));
    }

    private static FileAttribute<?>[] mode(Path path, String mode) {
        if (!path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return new FileAttribute<?>[0];
        }
        return new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))};
    }
}
