package io.whoset.forensics.record;

import java.util.Arrays;
import java.util.HexFormat;

/**
 * SHA-256 of a whole payload: the same that {@code sha256sum} prints.
 *
 * <p><b>Units, bounds</b> 32 bytes.
 *
 * <p>Immutable.
 */
public final class Digest {
    /** Length, bytes. */
    public static final int BYTES = 32;

    private static final String PREFIX = "sha256:";

    private final byte[] bytes;

    private Digest(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("a SHA-256 has 32 bytes, saw " + bytes.length);
        }
        this.bytes = bytes;
    }

    /** A digest of these 32 bytes, which the caller gives away and never changes again. */
    public static Digest wrap(byte[] bytes) {
        return new Digest(bytes);
    }

    /**
     * Reads {@code sha256:} and 64 hex digits, or the digits alone.
     *
     * @throws IllegalArgumentException where the text is neither
     */
    public static Digest parse(String text) {
        return new Digest(HexFormat.of().parseHex(text.startsWith(PREFIX) ? text.substring(PREFIX.length()) : text));
    }

    /** The first eight bytes as a number: enough to compare versions within one key. */
    public long prefix() {
        long value = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            value = (value << 8) | (bytes[i] & 0xFF);
        }
        return value;
    }

    /** A copy of the 32 bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** One byte, index 0 to 31. */
    public byte byteAt(int index) {
        return bytes[index];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Digest that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** {@code sha256:} and 64 lower-case hex digits. */
    @Override
    public String toString() {
        return PREFIX + HexFormat.of().formatHex(bytes);
    }
}
