package io.whoset.audit.log;

import io.whoset.forensics.record.Digest;
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
    /** For each character of ASCII the letter that it is escaped by, 0 where it stands for itself, u where its number does. */
    private static final byte[] ESCAPES = new byte[0x80];

    static {
        Arrays.fill(ESCAPES, 0, 0x20, (byte) 'u');
        ESCAPES[0x7F] = 'u';
        String characters = "\b\t\n\f\r\"\\";
        for (int i = 0; i < characters.length(); i++) {
            ESCAPES[characters.charAt(i)] = (byte) "btnfr\"\\".charAt(i);
        }
    }

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
        length = hex(octet, bytes, length);
        return this;
    }

    /** The 64 lower-case hex digits of a digest: byte by byte it was a seventh of what a line costs. */
    JsonBytes hex(Digest digest) {
        room(2 * Digest.BYTES);
        byte[] out = bytes;
        int at = length;
        for (int i = 0; i < Digest.BYTES; i++) {
            at = hex(digest.byteAt(i), out, at);
        }
        length = at;
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
        for (int i = ascii(text, 0); i < text.length(); i = ascii(text, i + 1)) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                utf8(Character.toCodePoint(c, text.charAt(++i)));
            } else {
                utf8(Character.isSurrogate(c) ? REPLACEMENT : c);
            }
        }
        bytes[length++] = '"';
        return this;
    }

    /** Appends the run of ASCII that begins there; where it ends. */
    private int ascii(String text, int from) {
        byte[] out = bytes;
        int to = length;
        int end = text.length();
        int i = from;
        while (i < end) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                break;
            }
            byte escape = ESCAPES[c];
            if (escape == 0) {
                out[to++] = (byte) c;
            } else if (escape != 'u') {
                out[to++] = '\\';
                out[to++] = escape;
            } else {
                to = code(c, out, to);
            }
            i++;
        }
        length = to;
        return i;
    }

    private static int code(char c, byte[] out, int at) {
        out[at] = '\\';
        out[at + 1] = 'u';
        out[at + 2] = '0';
        out[at + 3] = '0';
        return hex(c, out, at + 4);
    }

    private static int hex(int octet, byte[] out, int at) {
        out[at] = HEX[(octet >> 4) & 0xF];
        out[at + 1] = HEX[octet & 0xF];
        return at + 2;
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
