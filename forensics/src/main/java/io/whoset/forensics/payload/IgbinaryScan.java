package io.whoset.forensics.payload;

import io.whoset.forensics.record.Content;
import java.nio.ByteBuffer;
import java.util.Arrays;

/*
 * Containers say how many pairs they have. A string that has stood before, be it a name, a value or a class, is named by its number: the hashes of
 * the first strings are kept for that. What stands behind the value does no harm in PHP, nor here.
 */
/**
 * Scans what PHP's igbinary writes, behind its version.
 *
 * <p><b>Units, bounds</b> keeps the hashes of 4096 strings, in a table that grows to 32 KB; a name beyond them leaves the shape untold.
 *
 * <p>Confined to the connection's event loop. <b>Source</b> igbinary, src/php7/igbinary.c, "igbinary_type".
 */
final class IgbinaryScan implements Scan {
    private static final int HEADER_BYTES = 4;
    private static final int MOST_STRINGS = 4096;
    private static final int LEAST_PAIRS = 2;

    private enum After {
        STRING,
        STRING_ID,
        ARRAY,
        CLASS,
        CLASS_ID,
        RAW,
        REFERENCE,
        NUMBER
    }

    private final Outline outline = new Outline();
    private final Nesting nesting = new Nesting(outline);
    private long[] strings = new long[64];
    private int known;
    private After after = After.NUMBER;
    private int lengthBytes;
    private long length;
    private long skip;
    private long hash;
    private long className;
    private boolean inClass;
    private boolean inEnum;
    private long passed;
    private int pairs;
    private boolean failed;

    @Override
    public void reset() {
        nesting.reset();
        known = 0;
        lengthBytes = 0;
        skip = HEADER_BYTES;
        after = After.RAW;
        inClass = false;
        inEnum = false;
        passed = 0;
        pairs = 0;
        failed = false;
    }

    @Override
    public void offer(ByteBuffer piece) {
        int begin = piece.position();
        boolean header = passed < HEADER_BYTES;
        passed += piece.remaining();
        int at = passed > MOST_BYTES ? piece.limit() : begin;
        if (header) {
            int rest = (int) Math.min(skip, piece.remaining());
            skip -= rest;
            at += rest;
        }
        while (at < piece.limit() && !failed && !nesting.isDone()) {
            if (skip > 0) {
                at = body(piece, at);
            } else if (lengthBytes > 0) {
                length(piece.get(at++));
            } else {
                type(piece.get(at++) & 0xFF);
            }
        }
    }

    @Override
    public boolean isProven() {
        return nesting.isDone() || pairs >= LEAST_PAIRS;
    }

    @Override
    public Content end() {
        if (failed || passed > MOST_BYTES) {
            return Content.OPAQUE;
        }
        return nesting.isDone() ? outline.whole() : pairs >= LEAST_PAIRS ? outline.broken() : Content.OPAQUE;
    }

    private int body(ByteBuffer piece, int from) {
        int to = from + (int) Math.min(skip, piece.limit() - from);
        skip -= to - from;
        if (after == After.STRING || after == After.CLASS) {
            hash = Paths.name(hash, piece, from, to);
        }
        if (skip == 0) {
            bodyEnded();
        }
        return to;
    }

    private void bodyEnded() {
        switch (after) {
            case STRING -> {
                remember();
                string(hash);
            }
            case CLASS -> {
                remember();
                beginClass(hash);
            }
            case RAW -> {
                inClass = false;
                nesting.leaf(className);
            }
            default -> value(Leaf.NUMBER);
        }
        nesting.closeFull();
    }

    private void remember() {
        if (known == strings.length && known < MOST_STRINGS) {
            strings = Arrays.copyOf(strings, 2 * known);
        }
        if (known < MOST_STRINGS) {
            strings[known] = hash;
        }
        known++;
    }

    private void type(int type) {
        if (inClass && !followsClass(type)) {
            failed = true;
            return;
        }
        switch (type) {
            case 0x00 -> value(Leaf.NULL);
            case 0x01, 0x02, 0x03 -> lengthOf(1 << (type - 0x01), After.REFERENCE);
            case 0x04, 0x05 -> value(Leaf.BOOLEAN);
            case 0x06, 0x07, 0x08, 0x09, 0x0A, 0x0B -> number(1L << ((type - 0x06) / 2));
            case 0x0C, 0x20, 0x21 -> number(8);
            case 0x0D -> emptyString();
            case 0x0E, 0x0F, 0x10 -> lengthOf(1 << (type - 0x0E), After.STRING_ID);
            case 0x11, 0x12, 0x13 -> lengthOf(1 << (type - 0x11), After.STRING);
            case 0x14, 0x15, 0x16 -> lengthOf(1 << (type - 0x14), After.ARRAY);
            case 0x17, 0x18, 0x19 -> lengthOf(1 << (type - 0x17), After.CLASS);
            case 0x1A, 0x1B, 0x1C -> lengthOf(1 << (type - 0x1A), After.CLASS_ID);
            case 0x1D, 0x1E, 0x1F -> lengthOf(1 << (type - 0x1D), After.RAW);
            case 0x22, 0x23, 0x24 -> lengthOf(1 << (type - 0x22), After.REFERENCE);
            case 0x25 -> outline.untold();
            case 0x27 -> inEnum = true;
            default -> failed = true;
        }
        nesting.closeFull();
    }

    /** A class is followed by its members, by bytes of its own, or by the case of an enum, which is a string. */
    private boolean followsClass(int type) {
        return inEnum
                ? type >= 0x0D && type <= 0x13
                : (type >= 0x14 && type <= 0x16) || (type >= 0x1D && type <= 0x1F) || type == 0x27;
    }

    private void number(long bytes) {
        after = After.NUMBER;
        skip = bytes;
    }

    private void lengthOf(int bytes, After then) {
        lengthBytes = bytes;
        length = 0;
        after = then;
    }

    private void length(byte b) {
        length = (length << 8) | (b & 0xFF);
        if (--lengthBytes == 0) {
            apply();
            nesting.closeFull();
        }
    }

    private void apply() {
        switch (after) {
            case STRING, CLASS, RAW -> {
                skip = length;
                hash = Paths.FNV_OFFSET;
                if (length == 0) {
                    bodyEnded();
                }
            }
            case STRING_ID -> known(true);
            case CLASS_ID -> known(false);
            case ARRAY -> open();
            default -> reference();
        }
    }

    private void known(boolean string) {
        if (length >= known) {
            failed = true;
            return;
        }
        hash = length < MOST_STRINGS ? strings[(int) length] : 0;
        if (length >= MOST_STRINGS) {
            outline.untold();
        }
        if (string) {
            string(hash);
        } else {
            beginClass(hash);
        }
    }

    private void beginClass(long name) {
        className = name;
        inClass = true;
        failed |= nesting.expectsName();
    }

    private void open() {
        if (nesting.isDeepest() || nesting.expectsName()) {
            failed = true;
        } else if (inClass) {
            inClass = false;
            nesting.openObject(length, className);
        } else {
            nesting.openArray(length);
        }
    }

    private void reference() {
        failed |= nesting.expectsName();
        nesting.reference();
    }

    private void emptyString() {
        if (!inEnum && !nesting.expectsName()) {
            outline.emptyString();
        }
        string(Paths.FNV_OFFSET);
    }

    private void string(long name) {
        if (inEnum) {
            inEnum = false;
            inClass = false;
            nesting.leaf(className);
        } else if (nesting.expectsName()) {
            nesting.name(name);
        } else {
            nesting.leaf(Leaf.STRING);
            pairs++;
        }
    }

    private void value(Leaf type) {
        if (nesting.expectsName()) {
            nesting.index();
        } else {
            nesting.leaf(type);
            pairs++;
        }
    }
}
