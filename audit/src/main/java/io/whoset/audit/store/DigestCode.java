package io.whoset.audit.store;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The 32 bytes of a digest instead of its 71 letters: a store's row is shorter by them, and is read without unpacking its neighbours' letters.
 *
 * <p>A text of another form, as only a log that somebody edited has, is kept as it is. Immutable.
 */
final class DigestCode {
    private static final String PREFIX = "sha256:";
    private static final int BYTES = 32;
    private static final HexFormat HEX = HexFormat.of();

    private DigestCode() {}

    /** The bytes of a digest as the log has it. */
    static byte @Nullable [] bytes(@Nullable String digest) {
        if (digest == null) {
            return null;
        }
        return isOurs(digest)
                ? HEX.parseHex(digest, PREFIX.length(), digest.length())
                : digest.getBytes(StandardCharsets.UTF_8);
    }

    /** The digest as the log has it. */
    static @Nullable String text(byte @Nullable [] bytes) {
        if (bytes == null) {
            return null;
        }
        return bytes.length == BYTES ? PREFIX + HEX.formatHex(bytes) : new String(bytes, StandardCharsets.UTF_8);
    }

    private static boolean isOurs(String digest) {
        return digest.length() == PREFIX.length() + 2 * BYTES
                && digest.startsWith(PREFIX)
                && digest.chars().skip(PREFIX.length()).allMatch(DigestCode::isLowerHex);
    }

    private static boolean isLowerHex(int c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
    }
}
