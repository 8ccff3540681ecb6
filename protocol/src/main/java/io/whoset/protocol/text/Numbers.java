package io.whoset.protocol.text;

import org.jspecify.annotations.Nullable;

/**
 * Decimal numbers as memcached reads them: an optional sign, digits, and nothing behind but white space.
 *
 * <p>Immutable. <b>Source</b> util.c, safe_strtol and its siblings.
 */
final class Numbers {
    /** Below it one more digit is sure to fit. */
    private static final long ROOMY = Long.MAX_VALUE / 10;

    private Numbers() {}

    /** The number between two indices, null where there is none or it is out of bounds. */
    static @Nullable Long parse(byte[] bytes, int from, int to, long min, long max) {
        boolean negative = from < to && bytes[from] == '-';
        Long magnitude = parseUnsigned(bytes, negative ? from + 1 : from, to);
        if (magnitude == null || magnitude < 0 || (negative && bytes[from + 1] == '+')) {
            return null;
        }
        long value = negative ? -magnitude : magnitude;
        return value >= min && value <= max ? (Long) value : null;
    }

    /** The unsigned number of 64 bits between two indices, null where there is none or it is too large. */
    static @Nullable Long parseUnsigned(byte[] bytes, int from, int to) {
        int at = from < to && bytes[from] == '+' ? from + 1 : from;
        int digits = at;
        long value = 0;
        while (at < to && bytes[at] >= '0' && bytes[at] <= '9') {
            int digit = bytes[at++] - '0';
            if ((value < 0 || value >= ROOMY)
                    && Long.compareUnsigned(value, Long.divideUnsigned(-1L - digit, 10)) > 0) {
                return null;
            }
            value = value * 10 + digit;
        }
        return at > digits && isSpace(bytes, at, to) ? (Long) value : null;
    }

    private static boolean isSpace(byte[] bytes, int from, int to) {
        for (int at = from; at < to; at++) {
            if (bytes[at] != ' ' && (bytes[at] < 9 || bytes[at] > 13)) {
                return false;
            }
        }
        return true;
    }
}
