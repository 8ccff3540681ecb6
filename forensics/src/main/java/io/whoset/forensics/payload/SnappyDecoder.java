package io.whoset.forensics.payload;

/**
 * Opens a Snappy stream in its framing format, which ends where the payload ends. Checksums are passed over.
 *
 * <p><b>Source</b> Snappy, framing_format.txt and format_description.txt.
 */
final class SnappyDecoder extends LzDecoder {
    private static final int COMPRESSED = 0x00;
    private static final int PLAIN = 0x01;
    private static final int SKIPPABLE = 0x80;
    private static final int STREAM = 0xFF;
    private static final int MOST = 1 << 16;

    private enum State {
        CHUNK,
        CHUNK_LENGTH,
        SKIPPED,
        CHECK,
        PLAIN_DATA,
        LENGTH,
        TAG,
        LITERAL_LENGTH,
        LITERALS,
        OFFSET
    }

    private State state = State.CHUNK;
    private boolean begun;
    private int type;
    private long left;
    private int shift;
    private long length;
    private long end;
    private long since;
    private int tag;

    SnappyDecoder() {}

    @Override
    void onByte(int value) {
        consumed(1);
        switch (state) {
            case CHUNK -> {
                type = value;
                if (type > PLAIN && type < SKIPPABLE) {
                    fail();
                }
                state = State.CHUNK_LENGTH;
                expect(3);
            }
            case SKIPPED -> endOfChunk();
            case LENGTH -> blockLength(value);
            case TAG -> tag(value);
            default -> fail();
        }
    }

    @Override
    void onNumber(long value) {
        switch (state) {
            case CHUNK_LENGTH -> chunk(value);
            case CHECK -> data();
            case LITERAL_LENGTH -> literals(value + 1);
            case OFFSET -> copied(value);
            default -> fail();
        }
    }

    private void chunk(long size) {
        left = size;
        begun |= type == STREAM;
        if (!begun) {
            fail();
        } else if (type >= SKIPPABLE) {
            state = State.SKIPPED;
            endOfChunk();
        } else if (size <= Integer.BYTES) {
            fail();
        } else {
            state = State.CHECK;
            expect(Integer.BYTES);
        }
    }

    private void data() {
        since = produced();
        if (type == COMPRESSED) {
            state = State.LENGTH;
            length = 0;
            shift = 0;
        } else if (left > MOST) {
            fail();
        } else {
            state = State.PLAIN_DATA;
            take(left);
        }
    }

    private void blockLength(int value) {
        length |= (long) (value & 0x7F) << shift;
        shift += 7;
        if (value < 0x80) {
            end = since + length;
            if (length > MOST) {
                fail();
            }
            next();
        } else if (shift > 28) {
            fail();
        }
    }

    private void tag(int value) {
        tag = value;
        int high = value >> 2;
        switch (value & 0x03) {
            case 0 -> {
                if (high < 60) {
                    literals(high + 1L);
                } else {
                    state = State.LITERAL_LENGTH;
                    expect(high - 59);
                }
            }
            case 1 -> offset(1);
            case 2 -> offset(2);
            default -> offset(4);
        }
    }

    private void offset(int bytes) {
        state = State.OFFSET;
        expect(bytes);
    }

    private void literals(long bytes) {
        state = State.LITERALS;
        if (bytes > left || produced() + bytes > end) {
            fail();
        }
        take(bytes);
    }

    private void copied(long offset) {
        boolean near = (tag & 0x03) == 1;
        long bytes = near ? 4 + (tag >> 2 & 0x07) : (tag >> 2) + 1L;
        if (produced() + bytes > end) {
            fail();
        }
        copy(bytes, near ? (long) (tag >> 5) << Byte.SIZE | offset : offset, since);
    }

    @Override
    void onLiterals() {
        next();
    }

    @Override
    void onCopied() {
        next();
    }

    /** What comes after a part of a chunk. */
    private void next() {
        if (left > 0 && type == COMPRESSED) {
            state = State.TAG;
        } else if (left == 0 && (type != COMPRESSED || produced() == end)) {
            state = State.CHUNK;
        } else {
            fail();
        }
    }

    private void endOfChunk() {
        if (left == 0) {
            state = State.CHUNK;
        }
    }

    @Override
    void consumed(int bytes) {
        if (state != State.CHUNK && state != State.CHUNK_LENGTH) {
            left -= bytes;
            if (left < 0) {
                fail();
            }
        }
    }

    @Override
    public boolean hasBegun() {
        return begun && produced() > 0;
    }

    @Override
    public boolean isFinished() {
        return false;
    }

    @Override
    public boolean mayEnd() {
        return begun && state == State.CHUNK;
    }
}
