package io.whoset.app.ledger;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * What the log must say of one write. Immutable.
 *
 * @param cmd the command word
 * @param key the key as the log writes it
 * @param flags client flags as sent, null for none
 * @param exptime expiry as sent, null for none
 * @param payload its data block, null for none
 * @param outcome the reply's first word, or {@code none}
 */
record ExpectedWrite(
        String cmd,
        String key,
        @Nullable String flags,
        @Nullable String exptime,
        @Nullable ByteBuffer payload,
        String outcome) {

    /** The log's fields in a comparable form. */
    String fields() {
        return flags + " " + exptime + " "
                + (payload == null ? "null null" : payload.remaining() + " " + digest(payload)) + " " + outcome;
    }

    private static String digest(ByteBuffer payload) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update(payload.duplicate());
            return "sha256:" + HexFormat.of().formatHex(sha.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
