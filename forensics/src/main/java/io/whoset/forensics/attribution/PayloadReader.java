package io.whoset.forensics.attribution;

import io.whoset.forensics.payload.FormatSniffer;
import io.whoset.forensics.payload.PayloadDigest;
import io.whoset.forensics.payload.Preview;
import io.whoset.forensics.payload.Sniffers;
import io.whoset.forensics.record.Content;
import io.whoset.forensics.record.Payload;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * All that is learnt of one connection's payloads, one after the other.
 *
 * <p><b>Units, bounds</b> about 1 KB a connection and the preview, and some 9 KB more while a payload comes in, whatever the payloads.
 *
 * <p>Confined to the connection's event loop.
 */
final class PayloadReader {
    private final PayloadDigest digest = new PayloadDigest();
    private @Nullable FormatSniffer sniffer;
    private final Preview preview;
    private final CredentialForm form = new CredentialForm();
    private Secrecy secrecy = Secrecy.NONE;

    /** Whether a payload is a credential. */
    enum Secrecy {
        /** It is none. */
        NONE,
        /** It is one where it has the form of one. */
        BY_FORM,
        /** It is one, or must be taken for one. */
        CERTAIN
    }

    PayloadReader(int previewBytes) {
        preview = new Preview(previewBytes);
    }

    /** A payload begins; one that is withheld for certain is not looked at. */
    void begin(Secrecy next) {
        secrecy = next;
        form.reset();
        digest.reset();
        giveBackSniffer();
        preview.reset();
    }

    /** What passed of this payload is not to be shown, nor is the rest looked at. */
    void withhold() {
        secrecy = Secrecy.CERTAIN;
        giveBackSniffer();
    }

    private FormatSniffer sniffer() {
        FormatSniffer taken = sniffer == null ? Sniffers.take() : sniffer;
        sniffer = taken;
        return taken;
    }

    private void giveBackSniffer() {
        if (sniffer != null) {
            Sniffers.giveBack(sniffer);
            sniffer = null;
        }
    }

    void offer(ByteBuffer piece) {
        if (secrecy == Secrecy.BY_FORM) {
            form.offer(piece);
        }
        if (secrecy != Secrecy.CERTAIN) {
            digest.update(piece);
            sniffer().offer(piece);
            preview.offer(piece);
        }
    }

    /** The payload ends. */
    Payload end(long bytes, boolean partial) {
        if (secrecy == Secrecy.CERTAIN || (secrecy == Secrecy.BY_FORM && form.isPossible())) {
            giveBackSniffer();
            return withheld(bytes, partial);
        }
        FormatSniffer.Sniffed sniffed = sniffer().end();
        giveBackSniffer();
        return new Payload(bytes, digest.end(), sniffed.format(), sniffed.content(), partial, preview.end());
    }

    /** The connection ends: what passed of a payload is given up. */
    void onEnd() {
        giveBackSniffer();
    }

    /** Whether the payload that ended was looked at and can be no credential. */
    boolean isNoCredential() {
        return secrecy == Secrecy.BY_FORM && form.isImpossible();
    }

    /** All that may be said of a credential. */
    static Payload withheld(long bytes, boolean partial) {
        return new Payload(bytes, null, null, Content.OPAQUE, partial, null);
    }
}
