package io.whoset.forensics.payload;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The first bytes of a payload, its last ones and its length: enough to tell most formats.
 *
 * <p><b>Units, bounds</b> keeps 256 bytes.
 *
 * <p>Confined to the connection's event loop.
 */
final class Head {
    private static final int BYTES = 256;

    private final byte[] kept = new byte[BYTES];
    private int length;
    private long bytes;
    private byte last;
    private byte lastSolid;

    void reset() {
        length = 0;
        bytes = 0;
        last = 0;
        lastSolid = 0;
    }

    void offer(ByteBuffer piece) {
        int fits = Math.min(piece.remaining(), BYTES - length);
        piece.get(piece.position(), kept, length, fits);
        length += fits;
        bytes += piece.remaining();
        last = piece.get(piece.limit() - 1);
        for (int at = piece.limit() - 1; at >= piece.position(); at--) {
            if (!isSpace(piece.get(at))) {
                lastSolid = piece.get(at);
                break;
            }
        }
    }

    /** White space of JSON and of most text formats. */
    static boolean isSpace(byte b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }

    /** Length of the whole payload so far. */
    long bytes() {
        return bytes;
    }

    /** How many of its first bytes are kept. */
    int length() {
        return length;
    }

    /** A byte of the beginning, 0 to 255; -1 beyond what is kept. */
    int at(int index) {
        return index < length ? kept[index] & 0xFF : -1;
    }

    /** Bytes of the beginning, of those that are kept. */
    ByteBuffer slice(int from, int to) {
        return ByteBuffer.wrap(kept, from, to - from);
    }

    /** The last byte so far. */
    byte last() {
        return last;
    }

    /** The last byte so far that is no white space; 0 where all are. */
    byte lastSolid() {
        return lastSolid;
    }

    /** Whether it begins with these bytes. */
    boolean starts(int... magic) {
        for (int i = 0; i < magic.length; i++) {
            if (at(i) != magic[i]) {
                return false;
            }
        }
        return true;
    }

    /** Whether it begins with these ASCII characters. */
    boolean starts(String ascii) {
        for (int i = 0; i < ascii.length(); i++) {
            if (at(i) != ascii.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** The first byte that is no white space, 0 where there is none. */
    byte firstSolid() {
        for (int i = 0; i < length; i++) {
            if (!isSpace(kept[i])) {
                return kept[i];
            }
        }
        return 0;
    }

    /** What is kept as characters of one byte each, without white space before it. */
    String text() {
        return new String(kept, 0, length, StandardCharsets.ISO_8859_1).stripLeading();
    }
}
