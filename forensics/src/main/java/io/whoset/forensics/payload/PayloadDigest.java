package io.whoset.forensics.payload;

import io.whoset.forensics.record.Digest;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * SHA-256 of one payload after the other, as they stream by.
 *
 * <p><b>Units, bounds</b> one digest state a connection, whatever the size of the payload.
 *
 * <p>Confined to the connection's event loop.
 */
public final class PayloadDigest {
    private final MessageDigest sha256;

    /** A fresh digest. */
    public PayloadDigest() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** A piece of the payload; its position is untouched. */
    public void update(ByteBuffer piece) {
        int position = piece.position();
        sha256.update(piece);
        piece.position(position);
    }

    /** The digest of the payload that ends here; the next one begins. */
    public Digest end() {
        return Digest.wrap(sha256.digest());
    }

    /** Forgets a payload that did not end. */
    public void reset() {
        sha256.reset();
    }
}
