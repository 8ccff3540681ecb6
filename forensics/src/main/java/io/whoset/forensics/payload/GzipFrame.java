package io.whoset.forensics.payload;

import java.nio.ByteBuffer;

/**
 * What stands before and behind the compressed data of a gzip payload, a byte at a time.
 *
 * <p>Confined to the connection's event loop. <b>Source</b> RFC 1952, 2.3.
 */
final class GzipFrame {
    private static final int FIXED = 10;
    private static final int TRAILER = 8;
    private static final int HEADER_CHECK = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;
    private static final int CHECKED = 2;
    private static final int RESERVED = 0xE0;

    private int at;
    private int flags;
    private int extra;
    private int skip;
    private long trailer;

    void reset() {
        at = 0;
        flags = 0;
        extra = -1;
        skip = 0;
        trailer = 0;
    }

    /** Reads on; whether the header ends. */
    boolean header(ByteBuffer in) {
        while (in.hasRemaining()) {
            int b = in.get() & 0xFF;
            if (at < FIXED) {
                flags = at == 3 ? b : flags;
                at++;
            } else {
                optional(b);
            }
            if (at == FIXED && isOver()) {
                at = 0;
                return true;
            }
        }
        return false;
    }

    /** Parts come in this order, and a part that was read is no longer in the flags. */
    private void optional(int b) {
        if (skip > 0) {
            skip--;
        } else if ((flags & EXTRA) != 0) {
            skip = extra < 0 ? 0 : extra | b << 8;
            flags &= extra < 0 ? flags : ~EXTRA;
            extra = extra < 0 ? b : -1;
        } else if ((flags & NAME) != 0) {
            flags &= b == 0 ? ~NAME : flags;
        } else if ((flags & COMMENT) != 0) {
            flags &= b == 0 ? ~COMMENT : flags;
        } else {
            flags &= ~CHECKED;
            skip = HEADER_CHECK - 1;
        }
    }

    private boolean isOver() {
        return skip == 0 && (flags & (EXTRA | NAME | COMMENT | CHECKED)) == 0;
    }

    /** Whether it is a header that is known. */
    boolean isSound() {
        return (flags & RESERVED) == 0;
    }

    /** Reads on; whether the trailer ends. */
    boolean trailer(ByteBuffer in) {
        while (in.hasRemaining() && at < TRAILER) {
            trailer |= (in.get() & 0xFFL) << (Byte.SIZE * at++);
        }
        return at == TRAILER;
    }

    /** Whether the trailer is that of this data. */
    boolean checks(long crc32, long length) {
        return (trailer & 0xFFFF_FFFFL) == crc32 && trailer >>> Integer.SIZE == (length & 0xFFFF_FFFFL);
    }
}
