package io.whoset.audit.store;

import io.whoset.forensics.record.Digest;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The 32 bytes of a digest instead of its 71 letters: a store's row is shorter by them, and is read without unpacking its neighbours' letters.
 *
 * <p>A text of another form, as only a log that somebody edited has, is kept as it is. Immutable.
 */
final class DigestCode {
    private DigestCode() {}

    /** The bytes of a digest as the log has it. */
    static byte @Nullable [] bytes(@Nullable String digest) {
        if (digest == null) {
            return null;
        }
        byte[] letters = digest.getBytes(StandardCharsets.UTF_8);
        try {
            Digest read = Digest.parse(digest);
            return read.toString().equals(digest) ? read.bytes() : letters;
        } catch (IllegalArgumentException isNone) {
            return letters;
        }
    }

    /** The digest as the log has it. */
    static @Nullable String text(byte @Nullable [] bytes) {
        if (bytes == null) {
            return null;
        }
        return bytes.length == Digest.BYTES ? Digest.wrap(bytes).toString() : new String(bytes, StandardCharsets.UTF_8);
    }
}
