package io.whoset.audit.store;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is done about a store that cannot be read: it is put under another name, the last such one only, and begun anew.
 *
 * <p>Immutable.
 */
final class Breakage {
    private static final Logger log = LoggerFactory.getLogger(Breakage.class);
    private static final String ASIDE = ".broken-";

    /** Less than this on the disk: the disk is to blame, not the file. */
    private static final long ROOM_BYTES = 4 << 20;

    /** Words of the engine about a file that is damaged. */
    private static final List<String> DAMAGED = List.of(
            "orrupt", "hecksum", "ould not read", "not enough", "not a valid", "INTERNAL Error", "Serialization Error");

    /** The engine gives up a file for damage, or for a checkpoint that had no room on the disk or in memory; then the file is whole. */
    private static final String GIVEN_UP = "invalidated";

    private static final String CHECKPOINT_FAILED = "heckpoint failed";

    private Breakage() {}

    /** Whether the file itself is damaged, by what the engine said. */
    static boolean isOf(SQLException e) {
        String said = String.valueOf(e.getMessage());
        boolean givenUp = said.contains(GIVEN_UP) && !said.contains(CHECKPOINT_FAILED);
        return givenUp || DAMAGED.stream().anyMatch(said::contains);
    }

    /** Whether a new file could do better: it is there, nobody holds it, another process or a question of this one, and there is room for another. */
    static boolean canBeSetAside(Path file, SQLException e) throws IOException {
        String said = String.valueOf(e.getMessage());
        boolean held = said.contains("Could not set lock") || said.contains("already attached");
        return !held && Files.exists(file) && Files.getFileStore(file).getUsableSpace() >= ROOM_BYTES;
    }

    /** Puts the file under another name, in place of one that was put there before. */
    static void setAside(Path file, long nowMicros, SQLException why) throws IOException {
        Path aside = file.resolveSibling(file.getFileName() + ASIDE + nowMicros);
        log.atWarn()
                .addKeyValue("file", file)
                .addKeyValue("aside", aside)
                .setCause(why)
                .log("store cannot be read, it is set aside and rebuilt from the writer log");
        try (DirectoryStream<Path> before =
                Files.newDirectoryStream(file.toAbsolutePath().getParent(), file.getFileName() + ASIDE + "*")) {
            for (Path old : before) {
                Files.delete(old);
            }
        }
        Files.move(file, aside);
        Files.deleteIfExists(StoreEngine.walOf(file));
    }
}
