package io.whoset.forensics.record;

import java.util.HexFormat;

/**
 * Name of a line in the log: unique in it, ascending in the order of its lines, also over restarts.
 *
 * <p><b>Units, bounds</b> a 63-bit number, microseconds since 1970 times 1024 plus a sequence; written as 16 lower-case hex digits,
 * so that text order is number order and no JSON reader rounds it.
 *
 * <p>Immutable.
 *
 * @param value the number
 */
public record RecordId(long value) implements Comparable<RecordId> {
    private static final int SEQUENCE_BITS = 10;

    /** The lowest name that a line written at that time can have. */
    public static RecordId first(long micros) {
        return new RecordId(micros << SEQUENCE_BITS);
    }

    /** When it was given, microseconds since 1970 UTC. */
    public long micros() {
        return value >> SEQUENCE_BITS;
    }

    /** The next name after this one, for a line written at that time. */
    public RecordId next(long nowMicros) {
        return new RecordId(Math.max(value + 1, nowMicros << SEQUENCE_BITS));
    }

    /**
     * Reads the 16 hex digits.
     *
     * @throws IllegalArgumentException where the text is something else
     */
    public static RecordId parse(String text) {
        if (text.length() != 16) {
            throw new IllegalArgumentException("an id has 16 hex digits, saw " + text.length() + " characters");
        }
        return new RecordId(HexFormat.fromHexDigitsToLong(text));
    }

    @Override
    public int compareTo(RecordId other) {
        return Long.compare(value, other.value);
    }

    /** The 16 hex digits. */
    @Override
    public String toString() {
        return HexFormat.of().toHexDigits(value);
    }
}
