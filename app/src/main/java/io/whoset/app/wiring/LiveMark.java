package io.whoset.app.wiring;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A file of the audit directory that says where the process that writes it answers questions: {@code page.live}, two lines, the page's address and
 * a token that this process alone knows, that only its owner can read, and that is worth nothing from another machine or after the process.
 *
 * <p>Immutable.
 *
 * @param page the page's address
 * @param token what a caller of this machine may show
 */
public record LiveMark(URI page, String token) {
    private static final String FILE = "page.live";
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    /** Says it. */
    void write(Path dir) throws IOException {
        Path piece = Files.createTempFile(dir, FILE, ".tmp", OWNER_ONLY);
        Files.writeString(piece, page + "\n" + token + "\n", StandardCharsets.UTF_8);
        Files.move(piece, dir.resolve(FILE), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Says it no longer. */
    static void remove(Path dir) {
        try {
            Files.deleteIfExists(dir.resolve(FILE));
        } catch (IOException e) {
            // who asks there in vain reads the log then
            return;
        }
    }

    /** What an audit directory says, empty where it says nothing that can be read. */
    public static Optional<LiveMark> read(Path dir) {
        try {
            List<String> lines = Files.readAllLines(dir.resolve(FILE), StandardCharsets.UTF_8);
            return lines.size() == 2
                    ? Optional.of(new LiveMark(URI.create(lines.get(0)), lines.get(1)))
                    : Optional.empty();
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return "LiveMark[" + page + "]";
    }
}
