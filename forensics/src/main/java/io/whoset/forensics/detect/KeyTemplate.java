package io.whoset.forensics.detect;

import io.whoset.protocol.Key;

/*
 * One pass: runs of letters and digits are tokens. A token of 16 or more hex digits with at least one decimal digit is <hex>; five such
 * runs of 8-4-4-4-12 hex digits with dashes are <uuid>; in any other token each run of decimal digits is <n>. Words stay: eu: and us:
 * are two families.
 */
/**
 * The pattern behind a key: {@code user:4711:cart} is {@code user:<n>:cart}.
 *
 * <p><b>Units, bounds</b> at most 96 characters; what is longer is cut.
 *
 * <p>Safe for many threads.
 */
final class KeyTemplate {
    private static final int LONGEST = 96;
    private static final int HEX_FROM = 16;
    private static final int[] UUID = {8, 4, 4, 4, 12};

    private KeyTemplate() {}

    /** The pattern of a key. */
    static String of(Key key) {
        String text = key.logForm();
        StringBuilder out = new StringBuilder(Math.min(text.length(), LONGEST));
        int at = 0;
        while (at < text.length() && out.length() < LONGEST) {
            int end = tokenEnd(text, at);
            int uuidEnd = uuidEnd(text, at);
            if (uuidEnd > 0) {
                out.append("<uuid>");
                at = uuidEnd;
            } else if (end == at) {
                out.append(text.charAt(at++));
            } else {
                token(text, at, end, out);
                at = end;
            }
        }
        return out.toString();
    }

    /** The pattern's first word, for where there are too many patterns. */
    static String firstWord(String template) {
        int end = 0;
        while (end < template.length() && Character.isLetterOrDigit(template.charAt(end))) {
            end++;
        }
        return template.substring(0, end) + "*";
    }

    private static int tokenEnd(String text, int from) {
        int at = from;
        while (at < text.length() && Character.isLetterOrDigit(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static void token(String text, int from, int end, StringBuilder out) {
        if (end - from >= HEX_FROM && isHex(text, from, end)) {
            out.append("<hex>");
            return;
        }
        boolean inDigits = false;
        for (int i = from; i < end; i++) {
            boolean digit = isDigit(text.charAt(i));
            if (digit && !inDigits) {
                out.append("<n>");
            } else if (!digit) {
                out.append(text.charAt(i));
            }
            inDigits = digit;
        }
    }

    /** The end of a UUID that begins here, 0 where none does. */
    private static int uuidEnd(String text, int from) {
        int at = from;
        for (int part = 0; part < UUID.length; part++) {
            int end = at + UUID[part];
            if (end > text.length() || !allHex(text, at, end)) {
                return 0;
            }
            at = end;
            if (part < UUID.length - 1 && (at >= text.length() || text.charAt(at++) != '-')) {
                return 0;
            }
        }
        return at == text.length() || !Character.isLetterOrDigit(text.charAt(at)) ? at : 0;
    }

    private static boolean isHex(String text, int from, int end) {
        for (int i = from; i < end; i++) {
            if (isDigit(text.charAt(i))) {
                return allHex(text, from, end);
            }
        }
        return false;
    }

    private static boolean allHex(String text, int from, int end) {
        for (int i = from; i < end; i++) {
            char c = text.charAt(i);
            if (!isDigit(c) && ((c | 0x20) < 'a' || (c | 0x20) > 'f')) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
