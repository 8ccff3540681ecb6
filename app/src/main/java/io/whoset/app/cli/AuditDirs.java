package io.whoset.app.cli;

import io.whoset.app.config.ConfigException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The audit directory of those commands that only read it. */
final class AuditDirs {
    private AuditDirs() {}

    static void require(Path dir) {
        if (!Files.isDirectory(dir)) {
            throw new ConfigException(
                    "no audit directory at " + dir + ": give --audit-dir DIR, the one that whoset proxy writes");
        }
    }
}
