package io.whoset.forensics.attribution;

import java.nio.ByteBuffer;

/**
 * Whether a payload could be a credential of ASCII authentication: user, blank, password, as UTF-8 text, and nothing that a document begins with.
 *
 * <p><b>Units, bounds</b> at most 512 bytes, as memcached's file of users holds no longer lines (authfile.c, MAX_ENTRY_LEN). Keeps no byte.
 *
 * <p>Confined to the connection's event loop.
 */
final class CredentialForm {
    private static final int MAX_BYTES = 512;
    private static final int WORDS = 2;

    private int bytes;
    private int words;
    private boolean inWord;
    private boolean unlikely;
    private int following;

    void reset() {
        bytes = 0;
        words = 0;
        inWord = false;
        unlikely = false;
        following = 0;
    }

    void offer(ByteBuffer piece) {
        for (int i = piece.position(); i < piece.limit() && (words < WORDS || !unlikely); i++) {
            take(piece.get(i));
        }
    }

    private void take(byte next) {
        boolean opensDocument = bytes == 0 && (next == '{' || next == '[' || next == '<' || next == '"');
        boolean control = next >= 0 && next < ' ';
        boolean begins = next != ' ' && !inWord;
        words += begins ? 1 : 0;
        inWord = next != ' ';
        unlikely |= ++bytes > MAX_BYTES || opensDocument || control || words > WORDS || !isText(next);
    }

    /** Whether a byte goes on as UTF-8 does, by its leading bits. */
    private boolean isText(byte next) {
        boolean continues = (next & 0xC0) == 0x80;
        if (following > 0) {
            following--;
            return continues;
        }
        int lead = next & 0xFF;
        following = lead < 0xC2 ? 0 : lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : 3;
        return lead < 0x80 || (lead >= 0xC2 && lead <= 0xF4);
    }

    /** Whether all that was offered since the reset could be one. */
    boolean isPossible() {
        return !unlikely && words == WORDS && following == 0;
    }

    /** Whether no server would take it for one: memcached looks at the first two words only. */
    boolean isImpossible() {
        return words < WORDS;
    }
}
