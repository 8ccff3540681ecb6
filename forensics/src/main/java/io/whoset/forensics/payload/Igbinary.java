package io.whoset.forensics.payload;

/**
 * What PHP's igbinary writes: a version of four bytes, which many a counter looks like, then one value whose length must fit.
 *
 * <p>Immutable. <b>Source</b> igbinary, src/php7/igbinary.c, "igbinary_type".
 */
final class Igbinary {
    private static final int HEADER_BYTES = 4;

    private Igbinary() {}

    /** Whether a payload with this beginning is one. */
    static boolean isIt(Head head) {
        boolean version = head.starts(0, 0, 0, 1) || head.starts(0, 0, 0, 2);
        return version && bodyFits(head, head.at(HEADER_BYTES), head.bytes() - HEADER_BYTES - 1);
    }

    private static boolean bodyFits(Head head, int type, long body) {
        return switch (type) {
            case 0x00, 0x04, 0x05, 0x0D -> body == 0;
            case 0x06, 0x07 -> body == 1;
            case 0x08, 0x09 -> body == 2;
            case 0x0A, 0x0B -> body == 4;
            case 0x0C, 0x20, 0x21 -> body == 8;
            case 0x11 -> body == 1 + number(head, 1);
            case 0x12 -> body == 2 + number(head, 2);
            case 0x13 -> body == 4 + number(head, 4);
            case 0x14 -> body == 1 ? number(head, 1) == 0 : isKey(head.at(HEADER_BYTES + 2));
            case 0x15 -> isKey(head.at(HEADER_BYTES + 3));
            case 0x17 -> isLetter(head.at(HEADER_BYTES + 2));
            default -> false;
        };
    }

    /** The big-endian number behind the type. */
    private static long number(Head head, int bytes) {
        long value = 0;
        for (int i = 1; i <= bytes; i++) {
            value = (value << 8) | Math.max(0, head.at(HEADER_BYTES + i));
        }
        return value;
    }

    /** The key of an array is a whole number or a string. */
    private static boolean isKey(int type) {
        return (type >= 0x06 && type <= 0x0B) || type == 0x0D || type == 0x11 || type == 0x12;
    }

    private static boolean isLetter(int b) {
        return (b >= 'A' && b <= 'Z') || (b >= 'a' && b <= 'z') || b == '_';
    }
}
