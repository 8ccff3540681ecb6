package io.whoset.forensics.attribution;

import java.nio.ByteBuffer;

/**
 * Whether a payload could be a credential of ASCII authentication: user, blank, password, and nothing that a document begins with.
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

    void reset() {
        bytes = 0;
        words = 0;
        inWord = false;
        unlikely = false;
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
        unlikely |= ++bytes > MAX_BYTES || opensDocument || control || words > WORDS;
    }

    /** Whether all that was offered since the reset could be one. */
    boolean isPossible() {
        return !unlikely && words == WORDS;
    }

    /** Whether no server would take it for one: memcached looks at the first two words only. */
    boolean isImpossible() {
        return words < WORDS;
    }
}
