package io.whoset.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A key as raw bytes, with the form in which log, page and command line show it.
 *
 * <p><b>Units, bounds</b> 0 to 250 bytes on a healthy wire (protocol.txt, "Keys"); a longer one is kept as it was sent.
 *
 * <p>Immutable.
 */
public final class Key {
    private static final char[] HEX = "0123456789ABCDEF".toCharArray();

    private final byte[] bytes;
    private final int hash;

    private Key(byte[] bytes) {
        this.bytes = bytes;
        this.hash = Arrays.hashCode(bytes);
    }

    /** A key of these bytes, which are copied. */
    public static Key copyOf(byte[] bytes) {
        return new Key(bytes.clone());
    }

    /** A key of these bytes, which the caller gives away and never changes again. */
    public static Key wrap(byte[] bytes) {
        return new Key(bytes);
    }

    /** A key of the UTF-8 bytes of a text. */
    public static Key of(String text) {
        return new Key(text.getBytes(StandardCharsets.UTF_8));
    }

    /** A copy of the raw bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** Length in bytes. */
    public int length() {
        return bytes.length;
    }

    /** A quick hash of its bytes, see {@link KeyHash}. */
    public long hash64() {
        return KeyHash.of(bytes, 0, bytes.length);
    }

    /** The byte at an index from 0 to {@code length() - 1}. */
    public byte byteAt(int index) {
        return bytes[index];
    }

    /**
     * The form of log and page: printable ASCII and valid UTF-8 as they are, every other byte as {@code %XX}, the percent
     * sign itself as {@code %25}.
     */
    public String logForm() {
        return isPlain() ? new String(bytes, StandardCharsets.ISO_8859_1) : escaped();
    }

    private boolean isPlain() {
        for (byte b : bytes) {
            if (b < 0x21 || b == 0x7F || b == '%') {
                return false;
            }
        }
        return true;
    }

    private String escaped() {
        StringBuilder out = new StringBuilder(bytes.length);
        int at = 0;
        while (at < bytes.length) {
            int length = Utf8.validSequenceLength(bytes, at);
            if (length == 1 && (bytes[at] < 0x21 || bytes[at] == 0x7F || bytes[at] == '%')) {
                length = 0;
            }
            if (length == 0) {
                out.append('%').append(HEX[(bytes[at] >> 4) & 0xF]).append(HEX[bytes[at] & 0xF]);
                at++;
            } else {
                out.append(new String(bytes, at, length, StandardCharsets.UTF_8));
                at += length;
            }
        }
        return out.toString();
    }

    /** The key of which a text is the log form: undoes {@link #logForm()}; a stray percent sign stands for itself. */
    public static Key parseLogForm(String text) {
        byte[] raw = text.getBytes(StandardCharsets.UTF_8);
        byte[] out = new byte[raw.length];
        int length = 0;
        for (int at = 0; at < raw.length; at++) {
            int high = raw[at] == '%' && at + 2 < raw.length ? Character.digit(raw[at + 1], 16) : -1;
            int low = high >= 0 ? Character.digit(raw[at + 2], 16) : -1;
            if (low >= 0) {
                out[length++] = (byte) ((high << 4) | low);
                at += 2;
            } else {
                out[length++] = raw[at];
            }
        }
        return new Key(Arrays.copyOf(out, length));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Key key && hash == key.hash && Arrays.equals(bytes, key.bytes);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return logForm();
    }
}
