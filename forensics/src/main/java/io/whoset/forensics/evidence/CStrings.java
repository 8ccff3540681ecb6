package io.whoset.forensics.evidence;

import java.io.ByteArrayOutputStream;

/** Strings as strace prints them: {@code "set k\r\n\0\377"...}. Immutable. */
final class CStrings {
    private CStrings() {}

    /** Adds the bytes of the string that begins at an index, which is its opening quote; the index behind its closing quote. */
    static int decode(String text, int quote, ByteArrayOutputStream into) {
        int at = quote + 1;
        while (at < text.length() && text.charAt(at) != '"') {
            at = text.charAt(at) == '\\' && at + 1 < text.length() ? escape(text, at + 1, into) : plain(text, at, into);
        }
        return at + 1;
    }

    private static int plain(String text, int at, ByteArrayOutputStream into) {
        into.write(text.charAt(at));
        return at + 1;
    }

    private static int escape(String text, int at, ByteArrayOutputStream into) {
        char c = text.charAt(at);
        if (c >= '0' && c <= '7') {
            return number(text, at, 3, 8, into);
        }
        if (c == 'x') {
            return number(text, at + 1, 2, 16, into);
        }
        into.write(
                switch (c) {
                    case 'n' -> '\n';
                    case 'r' -> '\r';
                    case 't' -> '\t';
                    case 'v' -> 0x0B;
                    case 'f' -> '\f';
                    case 'a' -> 0x07;
                    case 'b' -> '\b';
                    case 'e' -> 0x1B;
                    default -> c;
                });
        return at + 1;
    }

    private static int number(String text, int from, int maxDigits, int radix, ByteArrayOutputStream into) {
        int value = 0;
        int at = from;
        while (at < text.length() && at - from < maxDigits && Character.digit(text.charAt(at), radix) >= 0) {
            value = value * radix + Character.digit(text.charAt(at), radix);
            at++;
        }
        into.write(value);
        return at;
    }
}
