package io.whoset.forensics.payload;

import io.whoset.forensics.record.Content;
import java.nio.ByteBuffer;

/*
 * Any byte begins some MessagePack value, so a first byte proves nothing. This walks the whole structure by its lengths: a map or array
 * whose values end exactly where the payload ends, with readable text in it, is no accident (encrypted bytes pass with less than one in
 * a million; a counter of four bytes has no text).
 *
 * One that ends early is told by its names: three of them, of printable characters only and eight bytes together, come by accident with less than one
 * in ten million. Whole numbers and such of any width are numbers, and text and bytes are strings.
 */
/**
 * Scans a MessagePack map or array with text in it.
 *
 * <p>Confined to the connection's event loop. <b>Source</b> MessagePack specification, "Formats".
 */
final class MsgpackScan implements Scan {
    private static final int LEAST_NAMES = 3;
    private static final int LEAST_NAME_BYTES = 8;
    private static final int EXTENSION = 0x100;

    private enum After {
        NOTHING,
        BYTES,
        TEXT,
        EXTENSION,
        VALUES,
        PAIRS
    }

    private final Outline outline = new Outline();
    private final Nesting nesting = new Nesting(outline);
    private After after = After.NOTHING;
    private int lengthBytes;
    private long length;
    private long skip;
    private long hash;
    private long passed;
    private boolean broken;
    private boolean first;
    private boolean text;
    private boolean printable;
    private int names;
    private int nameBytes;

    /** Whether a payload that begins with this byte can be a map or an array with something in it. */
    static boolean canBegin(byte first) {
        int type = first & 0xFF;
        return (type > 0x80 && type < 0xA0 && type != 0x90) || (type >= 0xDC && type <= 0xDF);
    }

    @Override
    public void reset() {
        nesting.reset();
        lengthBytes = 0;
        skip = 0;
        passed = 0;
        broken = false;
        first = false;
        text = false;
        names = 0;
        nameBytes = 0;
    }

    @Override
    public void offer(ByteBuffer piece) {
        passed += piece.remaining();
        int at = passed > MOST_BYTES ? piece.limit() : piece.position();
        while (at < piece.limit() && !broken) {
            if (skip > 0) {
                at = body(piece, at);
            } else if (lengthBytes > 0) {
                length(piece.get(at++));
            } else if (nesting.isDone()) {
                broken = true;
            } else {
                type(piece.get(at++) & 0xFF);
            }
        }
    }

    @Override
    public boolean isProven() {
        return passed <= MOST_BYTES && !broken && (nesting.isDone() ? text : isCut());
    }

    private boolean isCut() {
        return names >= LEAST_NAMES && nameBytes >= LEAST_NAME_BYTES;
    }

    @Override
    public Content end() {
        return !isProven() ? Content.OPAQUE : nesting.isDone() ? outline.whole() : outline.broken();
    }

    /** What a string, an extension or a number of a fixed width consists of. */
    private int body(ByteBuffer piece, int from) {
        int to = from + (int) Math.min(skip, piece.limit() - from);
        if (first) {
            begin(piece.get(from));
        }
        if (nesting.expectsName() && after != After.NOTHING) {
            name(piece, from, to);
        }
        skip -= to - from;
        if (skip == 0) {
            value();
        }
        return to;
    }

    private void begin(byte b) {
        first = false;
        text |= after == After.TEXT && Octets.isPrintable(b);
        if (after == After.EXTENSION) {
            hash = (long) EXTENSION + b;
        }
    }

    private void name(ByteBuffer piece, int from, int to) {
        hash = Paths.name(hash, piece, from, to);
        for (int at = from; at < to && printable; at++) {
            printable = Octets.isPrintable(piece.get(at));
        }
    }

    private void value() {
        if (nesting.expectsName()) {
            endName();
        } else if (after == After.EXTENSION) {
            nesting.leaf(hash);
        } else {
            nesting.leaf(after == After.NOTHING ? Leaf.NUMBER : Leaf.STRING);
        }
        nesting.closeFull();
    }

    private void endName() {
        if (after == After.BYTES || after == After.TEXT) {
            names += printable && length > 0 ? 1 : 0;
            nameBytes += printable ? (int) Math.min(length, LEAST_NAME_BYTES) : 0;
            nesting.name(hash);
        } else {
            nesting.index();
        }
    }

    private void length(byte b) {
        length = (length << 8) | (b & 0xFF);
        if (--lengthBytes == 0) {
            apply();
        }
    }

    private void type(int type) {
        if (type < 0x80 || type >= 0xE0) {
            after = After.NOTHING;
            value();
        } else if (type < 0xC0) {
            length = type < 0xA0 ? type & 0x0F : type & 0x1F;
            after = type < 0x90 ? After.PAIRS : type < 0xA0 ? After.VALUES : After.TEXT;
            apply();
        } else {
            wide(type);
        }
    }

    private void wide(int type) {
        switch (type) {
            case 0xC0, 0xC2, 0xC3 -> literal(type == 0xC0 ? Leaf.NULL : Leaf.BOOLEAN);
            case 0xC1 -> broken = true;
            case 0xC4, 0xC5, 0xC6 -> lengthOf(1 << (type - 0xC4), After.BYTES);
            case 0xC7, 0xC8, 0xC9 -> lengthOf(1 << (type - 0xC7), After.EXTENSION);
            case 0xCA -> fixed(4, After.NOTHING);
            case 0xCB -> fixed(8, After.NOTHING);
            case 0xCC, 0xCD, 0xCE, 0xCF -> fixed(1L << (type - 0xCC), After.NOTHING);
            case 0xD0, 0xD1, 0xD2, 0xD3 -> fixed(1L << (type - 0xD0), After.NOTHING);
            case 0xD4, 0xD5, 0xD6, 0xD7, 0xD8 -> fixed((1L << (type - 0xD4)) + 1, After.EXTENSION);
            case 0xD9, 0xDA, 0xDB -> lengthOf(1 << (type - 0xD9), After.TEXT);
            case 0xDC, 0xDD -> lengthOf(2 << (type - 0xDC), After.VALUES);
            default -> lengthOf(2 << (type - 0xDE), After.PAIRS);
        }
    }

    private void literal(Leaf leaf) {
        after = After.NOTHING;
        if (nesting.expectsName()) {
            nesting.index();
        } else {
            nesting.leaf(leaf);
        }
        nesting.closeFull();
    }

    private void fixed(long bytes, After then) {
        after = then;
        skip = bytes;
        first = true;
    }

    private void lengthOf(int bytes, After then) {
        lengthBytes = bytes;
        length = 0;
        after = then;
    }

    /** A length is known. */
    private void apply() {
        if (after == After.VALUES || after == After.PAIRS) {
            open();
            return;
        }
        skip = after == After.EXTENSION ? length + 1 : length;
        first = true;
        hash = Paths.FNV_OFFSET;
        printable = true;
        if (skip == 0) {
            if (!nesting.expectsName()) {
                outline.emptyString();
            }
            value();
        }
    }

    private void open() {
        if (nesting.isDeepest()) {
            broken = true;
            return;
        }
        if (nesting.expectsName()) {
            nesting.anyName();
        }
        nesting.open(length, after == After.PAIRS);
        nesting.closeFull();
    }
}
