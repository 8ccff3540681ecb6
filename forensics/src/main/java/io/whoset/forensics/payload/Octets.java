package io.whoset.forensics.payload;

/**
 * Questions to bytes, to eight at once where many are asked.
 *
 * <p><b>Source</b> Sean Eron Anderson, "Bit Twiddling Hacks", <i>Determine if a word has a byte less than n</i>, <i>… equal to n</i>.
 */
final class Octets {
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;

    private Octets() {}

    /** How many of them, the lowest first, come before a control character, a quote or a backslash; bytes from 0x80 on are none. */
    static int plainJson(long eight) {
        return Long.numberOfTrailingZeros(endsJson(eight)) / Byte.SIZE;
    }

    /** Whether none of sixteen is a control character, a quote or a backslash. */
    static boolean arePlainJson(long eight, long next) {
        return (endsJson(eight) | endsJson(next)) == 0;
    }

    /**
     * The highest bit of the lowest byte that ends a run of a JSON string, and of no byte below it; what is above it may be wrong, as a subtraction borrows.
     * Where 2 is turned over, the quote (0x22) follows the control characters (up to 0x1F) and one comparison finds both.
     */
    private static long endsJson(long eight) {
        long controlOrQuote = (eight ^ ONES * 2) - ONES * ('"' - 1);
        long backslash = (eight ^ ONES * '\\') - ONES;
        return (controlOrQuote | backslash) & ~eight & HIGHS;
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
