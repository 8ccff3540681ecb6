package io.whoset.audit.log;

import java.util.Arrays;

/**
 * A growing byte buffer that JSON is written into as UTF-8, reused line after line.
 *
 * <p><b>Units, bounds</b> grows to the longest line; shrinks back to 64 KiB when cleared.
 *
 * <p>Audit thread only.
 */
final class JsonBytes {
    private static final int KEEP = 64 * 1024;
    private static final byte[] HEX = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'};
    private static final char REPLACEMENT = 0xFFFD;

    private byte[] bytes = new byte[4096];
    private int length;

    byte[] array() {
        return bytes;
    }

    int length() {
        return length;
    }

    void clear() {
        length = 0;
        if (bytes.length > KEEP) {
            bytes = new byte[KEEP];
        }
    }

    /** Text of printable ASCII that needs no escape. */
    @SuppressWarnings(
            "deprecation") // it drops the upper half of each character, of which ASCII has none, and copies at once
    JsonBytes raw(String ascii) {
        room(ascii.length());
        ascii.getBytes(0, ascii.length(), bytes, length);
        length += ascii.length();
        return this;
    }

    /** A decimal number. */
    JsonBytes number(long value) {
        if (value < 0) {
            return raw(Long.toString(value));
        }
        int count = 1;
        for (long rest = value / 10; rest > 0; rest /= 10) {
            count++;
        }
        return digits(value, count);
    }

    /** The last so many decimal digits of a number that is not negative, with leading zeros. */
    JsonBytes digits(long value, int count) {
        room(count);
        long rest = value;
        for (int at = length + count - 1; at >= length; at--) {
            bytes[at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += count;
        return this;
    }

    /** Two lower-case hex digits. */
    JsonBytes hex(int octet) {
        room(2);
        bytes[length++] = HEX[(octet >> 4) & 0xF];
        bytes[length++] = HEX[octet & 0xF];
        return this;
    }

    JsonBytes raw(char ascii) {
        room(1);
        bytes[length++] = (byte) ascii;
        return this;
    }

    /** A JSON string with its quotes; a lone surrogate becomes U+FFFD, as UTF-8 has no bytes for it. */
    JsonBytes string(String text) {
        room(text.length() * 6 + 2);
        bytes[length++] = '"';
        for (int i = plain(text, 0); i < text.length(); i = plain(text, i + 1)) {
            char c = text.charAt(i);
            if (c < 0x80) {
                escape(c);
            } else if (Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                utf8(Character.toCodePoint(c, text.charAt(++i)));
            } else {
                utf8(Character.isSurrogate(c) ? REPLACEMENT : c);
            }
        }
        bytes[length++] = '"';
        return this;
    }

    /** Appends the run of characters that need no escape; where it ends. */
    private int plain(String text, int from) {
        byte[] out = bytes;
        int to = length - from;
        int end = text.length();
        int i = from;
        while (i < end) {
            char c = text.charAt(i);
            if (c < 0x20 || c >= 0x7F || c == '"' || c == '\\') {
                break;
            }
            out[to + i] = (byte) c;
            i++;
        }
        length += i - from;
        return i;
    }

    private void escape(char c) {
        int letter = "\b\t\n\f\r\"\\".indexOf(c);
        bytes[length++] = '\\';
        if (letter >= 0) {
            bytes[length++] = (byte) "btnfr\"\\".charAt(letter);
            return;
        }
        bytes[length++] = 'u';
        bytes[length++] = '0';
        bytes[length++] = '0';
        bytes[length++] = HEX[c >> 4];
        bytes[length++] = HEX[c & 0xF];
    }

    private void utf8(int code) {
        if (code < 0x800) {
            bytes[length++] = (byte) (0xC0 | (code >> 6));
        } else {
            if (code < 0x10000) {
                bytes[length++] = (byte) (0xE0 | (code >> 12));
            } else {
                bytes[length++] = (byte) (0xF0 | (code >> 18));
                bytes[length++] = (byte) (0x80 | ((code >> 12) & 0x3F));
            }
            bytes[length++] = (byte) (0x80 | ((code >> 6) & 0x3F));
        }
        bytes[length++] = (byte) (0x80 | (code & 0x3F));
    }

    private void room(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }
}
