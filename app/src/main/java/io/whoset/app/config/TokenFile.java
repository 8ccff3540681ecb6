package io.whoset.app.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads the page's token from a file: one line, 16 to 512 characters. Main thread only. */
public final class TokenFile {
    private TokenFile() {}

    /**
     * The token in a file; its text never stands in a message.
     *
     * @throws ConfigException where the file cannot be read or holds no usable token
     */
    public static String read(Path file) {
        try {
            String token = Files.readString(file, StandardCharsets.UTF_8).strip();
            if (token.length() < 16 || token.length() > 512 || !token.chars().allMatch(c -> c > 0x20 && c < 0x7F)) {
                throw new ConfigException(file
                        + " holds no usable token, write one line of 16 to 512 printable characters without spaces");
            }
            return token;
        } catch (IOException e) {
            throw new ConfigException(file + " cannot be read, give the token's file ("
                    + e.getClass().getSimpleName() + ")");
        }
    }
}
