package io.whoset.app.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The page's token in a file: one line, 16 to 512 characters. A file that is not there yet is made, with a token of 256 random bits that only
 * its owner can read.
 *
 * <p>Main thread only.
 */
public final class TokenFile {
    private static final int RANDOM_BYTES = 32;
    private static final Logger log = LoggerFactory.getLogger(TokenFile.class);

    private TokenFile() {}

    /**
     * The token in a file; its text never stands in a message.
     *
     * @throws ConfigException where the file cannot be read or made, or holds no usable token
     */
    public static UiToken read(Path file) {
        try {
            return usable(file, Files.readString(file, StandardCharsets.UTF_8).strip());
        } catch (NoSuchFileException e) {
            return make(file);
        } catch (IOException e) {
            throw new ConfigException(file + " cannot be read, give the token's file ("
                    + e.getClass().getSimpleName() + ")");
        }
    }

    /** A token that nobody guesses. */
    public static String newToken() {
        byte[] random = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    private static UiToken usable(Path file, String token) {
        if (!UiToken.isUsable(token)) {
            throw new ConfigException(
                    file + " holds no usable token, write one line of 16 to 512 printable characters without spaces");
        }
        return new UiToken(token, false);
    }

    private static UiToken make(Path file) {
        String token = newToken();
        try {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, token + "\n", StandardCharsets.UTF_8, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new ConfigException(
                    file + " is not there and cannot be made, make its directory or give another file ("
                            + e.getClass().getSimpleName() + ")");
        }
        log.atInfo()
                .addKeyValue("file", file)
                .log("there was no token yet: one was made, log in with the line in this file");
        return new UiToken(token, true);
    }
}
