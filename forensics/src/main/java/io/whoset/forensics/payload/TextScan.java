package io.whoset.forensics.payload;

import java.nio.ByteBuffer;

/**
 * Whether a payload is readable text (UTF-8 without control characters other than white space), and whether it is one decimal number.
 *
 * <p><b>Units, bounds</b> a few numbers, whatever the payload; a number has at most 20 digits, a sign, and trailing blanks as {@code decr} leaves them.
 *
 * <p>Confined to the connection's event loop.
 */
final class TextScan {
    private static final int MAX_DIGITS = 20;

    private boolean text = true;
    private boolean integer = true;
    private int continuation;
    private int digits;
    private boolean blank;
    private long at;

    void reset() {
        text = true;
        integer = true;
        continuation = 0;
        digits = 0;
        blank = false;
        at = 0;
    }

    void offer(ByteBuffer piece) {
        int end = piece.limit();
        int i = piece.position();
        while (i < end && text) {
            if (!integer && continuation == 0) {
                i = plain(piece, i, end);
            }
            if (i < end) {
                step(piece.get(i++));
            }
        }
    }

    /** Where a run of printable ASCII ends. */
    private static int plain(ByteBuffer piece, int from, int end) {
        int i = from;
        while (i <= end - Long.BYTES && Octets.arePrintable(piece.getLong(i))) {
            i += Long.BYTES;
        }
        while (i < end && piece.get(i) >= 0x20 && piece.get(i) != 0x7F) {
            i++;
        }
        return i;
    }

    private void step(byte b) {
        if (continuation > 0) {
            text = (b & 0xC0) == 0x80;
            continuation--;
        } else if (b < 0) {
            integer = false;
            continuation = (b & 0xE0) == 0xC0 ? 1 : (b & 0xF0) == 0xE0 ? 2 : (b & 0xF8) == 0xF0 ? 3 : 0;
            text = continuation > 0;
        } else {
            text = b >= 0x20 ? b != 0x7F : b == '\n' || b == '\r' || b == '\t';
            if (integer) {
                integerStep(b);
            }
        }
        at++;
    }

    private void integerStep(byte b) {
        if (b >= '0' && b <= '9' && !blank) {
            integer = ++digits <= MAX_DIGITS;
        } else if (b == ' ' && digits > 0) {
            blank = true;
        } else {
            integer = b == '-' && at == 0;
        }
    }

    boolean isText() {
        return text && continuation == 0;
    }

    /** The same, but the end may cut a character: the payload may be a truncated text. */
    boolean isTextOrCut() {
        return text;
    }

    boolean isInteger() {
        return isText() && integer && digits > 0;
    }
}
