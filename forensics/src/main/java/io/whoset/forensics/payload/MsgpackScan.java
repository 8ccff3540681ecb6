package io.whoset.forensics.payload;

import java.nio.ByteBuffer;

/*
 * Any byte begins some MessagePack value, so a first byte proves nothing. This walks the whole structure by its lengths: a map or array
 * whose values end exactly where the payload ends, with readable text in it, is no accident (encrypted bytes pass with less than one in
 * a million; a counter of four bytes has no text).
 */
/**
 * Tells whether a payload is one whole MessagePack map or array with text in it.
 *
 * <p><b>Units, bounds</b> 32 containers deep; what is deeper, or larger than 1 MiB, is not told.
 *
 * <p>Confined to the connection's event loop. <b>Source</b> MessagePack specification, "Formats".
 */
final class MsgpackScan {
    private static final int MAX_DEPTH = 32;
    private static final long MAX_BYTES = 1 << 20;

    private enum After {
        SKIP,
        SKIP_TEXT,
        VALUES,
        PAIRS
    }

    private final long[] missing = new long[MAX_DEPTH];
    private After after = After.SKIP;
    private int depth;
    private int lengthBytes;
    private long length;
    private long skip;
    private long extra;
    private long passed;
    private boolean begun;
    private boolean broken;
    private boolean textNext;
    private boolean text;

    /** Whether a payload that begins with this byte can be a map or an array with something in it. */
    static boolean canBegin(byte first) {
        int type = first & 0xFF;
        return (type > 0x80 && type < 0xA0 && type != 0x90) || (type >= 0xDC && type <= 0xDF);
    }

    void reset() {
        depth = 0;
        lengthBytes = 0;
        skip = 0;
        passed = 0;
        begun = false;
        broken = false;
        textNext = false;
        text = false;
    }

    void offer(ByteBuffer piece) {
        passed += piece.remaining();
        broken |= passed > MAX_BYTES;
        int at = piece.position();
        while (at < piece.limit() && !broken) {
            if (skip > 0) {
                look(piece.get(at));
                long jump = Math.min(skip, piece.limit() - at);
                skip -= jump;
                at += (int) jump;
            } else if (lengthBytes > 0) {
                length(piece.get(at++));
            } else {
                type(piece.get(at++) & 0xFF);
            }
        }
    }

    /** Whether it is; the payload ends here. */
    boolean end() {
        return begun && !broken && text && depth == 0 && skip == 0 && lengthBytes == 0;
    }

    private void look(byte first) {
        text |= textNext && first >= 0x20 && first < 0x7F;
        textNext = false;
    }

    private void length(byte b) {
        length = (length << 8) | (b & 0xFF);
        if (--lengthBytes == 0) {
            apply(after, length + extra);
        }
    }

    private void type(int type) {
        if (depth > 0) {
            missing[depth - 1]--;
        } else if (begun) {
            broken = true;
            return;
        }
        begun = true;
        if (type >= 0x80 && type < 0xC0) {
            apply(
                    type < 0x90 ? After.PAIRS : type < 0xA0 ? After.VALUES : After.SKIP_TEXT,
                    type < 0xA0 ? type & 0x0F : type & 0x1F);
        } else if (type >= 0xC0 && type < 0xE0) {
            wide(type);
        }
        finish();
    }

    private void wide(int type) {
        switch (type) {
            case 0xC0, 0xC2, 0xC3 -> {}
            case 0xC1 -> broken = true;
            case 0xC4, 0xC5, 0xC6 -> lengthOf(1 << (type - 0xC4), After.SKIP, 0);
            case 0xC7, 0xC8, 0xC9 -> lengthOf(1 << (type - 0xC7), After.SKIP, 1);
            case 0xCA -> skip = 4;
            case 0xCB -> skip = 8;
            case 0xCC, 0xCD, 0xCE, 0xCF -> skip = 1L << (type - 0xCC);
            case 0xD0, 0xD1, 0xD2, 0xD3 -> skip = 1L << (type - 0xD0);
            case 0xD4, 0xD5, 0xD6, 0xD7, 0xD8 -> skip = (1L << (type - 0xD4)) + 1;
            case 0xD9, 0xDA, 0xDB -> lengthOf(1 << (type - 0xD9), After.SKIP_TEXT, 0);
            case 0xDC, 0xDD -> lengthOf(2 << (type - 0xDC), After.VALUES, 0);
            default -> lengthOf(2 << (type - 0xDE), After.PAIRS, 0);
        }
    }

    private void lengthOf(int bytes, After then, long more) {
        lengthBytes = bytes;
        length = 0;
        after = then;
        extra = more;
    }

    private void apply(After then, long count) {
        if (then == After.SKIP || then == After.SKIP_TEXT) {
            skip = count;
            textNext = then == After.SKIP_TEXT;
        } else if (count > 0) {
            open(then == After.PAIRS ? 2 * count : count);
        }
        finish();
    }

    private void open(long values) {
        if (depth == MAX_DEPTH) {
            broken = true;
        } else {
            missing[depth++] = values;
        }
    }

    /** Containers that lack nothing are done, so that a whole structure leaves none open. */
    private void finish() {
        while (lengthBytes == 0 && depth > 0 && missing[depth - 1] == 0) {
            depth--;
        }
    }
}
