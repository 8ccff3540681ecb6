package io.whoset.forensics.payload;

import java.util.Arrays;

/**
 * The grammar of one JSON number as an automaton: one look-up a byte.
 *
 * <p>Confined to the connection's event loop. <b>Source</b> RFC 8259, section 6.
 */
final class JsonNumber {
    private static final int BEGIN = 0;
    private static final int MINUS = 1;
    private static final int ZERO = 2;
    private static final int WHOLE = 3;
    private static final int POINT = 4;
    private static final int FRACTION = 5;
    private static final int E = 6;
    private static final int SIGN = 7;
    private static final int EXPONENT = 8;
    private static final int PARTS = 9;

    private static final byte NONE = -1;
    private static final byte[] NEXT = table();

    private int part;
    private int length;
    private int value;
    private long hash;

    private static byte[] table() {
        byte[] next = new byte[PARTS << Byte.SIZE];
        Arrays.fill(next, NONE);
        go(next, "-", MINUS, BEGIN);
        go(next, "0", ZERO, BEGIN, MINUS);
        go(next, "123456789", WHOLE, BEGIN, MINUS);
        go(next, "0123456789", WHOLE, WHOLE);
        go(next, ".", POINT, ZERO, WHOLE);
        go(next, "0123456789", FRACTION, POINT, FRACTION);
        go(next, "eE", E, ZERO, WHOLE, FRACTION);
        go(next, "+-", SIGN, E);
        go(next, "0123456789", EXPONENT, E, SIGN, EXPONENT);
        return next;
    }

    private static void go(byte[] next, String bytes, int to, int... from) {
        for (int part : from) {
            bytes.chars().forEach(b -> next[(part << Byte.SIZE) | b] = (byte) to);
        }
    }

    void begin() {
        part = BEGIN;
        length = 0;
        value = 0;
        hash = Paths.FNV_OFFSET;
    }

    /** Goes on as far as a number can; where it cannot, or the bytes end. */
    int run(byte[] bytes, int from, int end) {
        int at = from;
        int now = part;
        int digits = value;
        long running = hash;
        while (at < end) {
            byte b = bytes[at];
            int next = NEXT[(now << Byte.SIZE) | (b & 0xFF)];
            if (next == NONE) {
                break;
            }
            now = next;
            digits = digits * 10 + (b - '0');
            running = Paths.name(running, b);
            at++;
        }
        part = now;
        value = digits;
        hash = running;
        length += at - from;
        return at;
    }

    /** Whether the number may end here. */
    boolean isComplete() {
        return part == ZERO || part == WHOLE || part == FRACTION || part == EXPONENT;
    }

    /** Whether only a minus sign has passed. */
    boolean isMinus() {
        return part == MINUS;
    }

    /** Of its characters as they stand. */
    long hash() {
        return hash;
    }

    /** The number where it is a whole one of three digits without a sign, else one below 100. */
    int ofThreeDigits() {
        return length == 3 && part == WHOLE ? value : 0;
    }
}
