package io.whoset.forensics.payload;

/**
 * Questions to bytes, to eight at once where many are asked.
 *
 * <p><b>Source</b> Sean Eron Anderson, "Bit Twiddling Hacks", <i>Determine if a word has a byte less than n</i>, <i>… equal to n</i>.
 */
final class Octets {
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;
    private static final long LOWS = ~HIGHS;

    private Octets() {}

    /** How many of them, the highest first, come before a control character, a quote or a backslash; bytes from 0x80 on are none. */
    static int plainJson(long eight) {
        long control = ~(((eight & LOWS) + ONES * (0x80 - ' ')) | eight);
        long ends = (control | isZero(eight ^ ONES * '"') | isZero(eight ^ ONES * '\\')) & HIGHS;
        return Long.numberOfLeadingZeros(ends) / Byte.SIZE;
    }

    /** Whether none of sixteen is a control character, a quote or a backslash. */
    static boolean arePlainJson(long eight, long next) {
        return ((mayEndJson(eight) | mayEndJson(next)) & HIGHS) == 0;
    }

    /** The highest bit of some byte where one ends a run of a JSON string; of others too, so that it does not say which. */
    private static long mayEndJson(long eight) {
        long quote = eight ^ ONES * '"';
        long backslash = eight ^ ONES * '\\';
        return ((eight - ONES * ' ') & ~eight) | ((quote - ONES) & ~quote) | ((backslash - ONES) & ~backslash);
    }

    /** The highest bit of each byte that is 0; the other bits say nothing. Without a carry from byte to byte, so that the first one found is one. */
    private static long isZero(long eight) {
        return ~(((eight & LOWS) + LOWS) | eight);
    }

    /** Whether all of them are printable ASCII. */
    static boolean arePrintable(long eight) {
        return ((eight & HIGHS) | lessThan(eight, ' ') | equal(eight, 0x7F)) == 0;
    }

    /** Not 0 where a byte is less than this one, of at most 0x80. */
    private static long lessThan(long eight, int limit) {
        return (eight - ONES * limit) & ~eight & HIGHS;
    }

    private static long equal(long eight, int value) {
        return lessThan(eight ^ ONES * value, 1);
    }

    /** Whether a byte is printable ASCII or a blank. */
    static boolean isPrintable(byte b) {
        return b >= 0x20 && b < 0x7F;
    }
}
