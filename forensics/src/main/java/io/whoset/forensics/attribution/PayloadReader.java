package io.whoset.forensics.attribution;

import io.whoset.forensics.payload.FormatSniffer;
import io.whoset.forensics.payload.PayloadDigest;
import io.whoset.forensics.payload.Preview;
import io.whoset.forensics.record.Content;
import io.whoset.forensics.record.Payload;
import java.nio.ByteBuffer;

/**
 * All that is learnt of one connection's payloads, one after the other.
 *
 * <p><b>Units, bounds</b> about 6 KB a connection and the preview, whatever the payloads.
 *
 * <p>Confined to the connection's event loop.
 */
final class PayloadReader {
    private final PayloadDigest digest = new PayloadDigest();
    private final FormatSniffer sniffer = new FormatSniffer();
    private final Preview preview;
    private boolean withheld;

    PayloadReader(int previewBytes) {
        preview = new Preview(previewBytes);
    }

    /** A payload begins; one that is withheld is not looked at. */
    void begin(boolean isCredential) {
        withheld = isCredential;
        digest.reset();
        sniffer.reset();
        preview.reset();
    }

    void offer(ByteBuffer piece) {
        if (!withheld) {
            digest.update(piece);
            sniffer.offer(piece);
            preview.offer(piece);
        }
    }

    /** The payload ends. */
    Payload end(long bytes, boolean partial) {
        if (withheld) {
            return new Payload(bytes, null, null, Content.OPAQUE, partial, null);
        }
        FormatSniffer.Sniffed sniffed = sniffer.end();
        return new Payload(bytes, digest.end(), sniffed.format(), sniffed.content(), partial, preview.end());
    }
}
