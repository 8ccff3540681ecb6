package io.whoset.forensics.payload;

/**
 * The grammar of one JSON number, a byte at a time.
 *
 * <p>Confined to the connection's event loop. <b>Source</b> RFC 8259, section 6.
 */
final class JsonNumber {
    private enum Part {
        BEGIN,
        MINUS,
        ZERO,
        WHOLE,
        POINT,
        FRACTION,
        E,
        SIGN,
        EXPONENT
    }

    private Part part = Part.BEGIN;

    void reset() {
        part = Part.BEGIN;
    }

    /** Goes on with a byte; false, and nothing changes, where a number cannot go on with it. */
    boolean takes(byte b) {
        Part next = switch (b) {
            case '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> digit(b);
            case '-' -> part == Part.BEGIN ? Part.MINUS : part == Part.E ? Part.SIGN : part;
            case '+' -> part == Part.E ? Part.SIGN : part;
            case '.' -> part == Part.ZERO || part == Part.WHOLE ? Part.POINT : part;
            case 'e', 'E' -> part == Part.FRACTION || part == Part.ZERO || part == Part.WHOLE ? Part.E : part;
            default -> part;
        };
        boolean moved = next != part || (b >= '0' && b <= '9' && part != Part.ZERO);
        part = next;
        return moved;
    }

    private Part digit(byte b) {
        return switch (part) {
            case BEGIN, MINUS -> b == '0' ? Part.ZERO : Part.WHOLE;
            case ZERO -> Part.ZERO;
            case WHOLE -> Part.WHOLE;
            case POINT, FRACTION -> Part.FRACTION;
            case E, SIGN, EXPONENT -> Part.EXPONENT;
        };
    }

    /** Whether the number may end here. */
    boolean isComplete() {
        return part == Part.ZERO || part == Part.WHOLE || part == Part.FRACTION || part == Part.EXPONENT;
    }

    /** Whether only a minus sign has passed. */
    boolean isMinus() {
        return part == Part.MINUS;
    }
}
