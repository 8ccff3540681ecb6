package io.whoset.forensics.payload;

/**
 * Opens one LZ4 frame. Checksums are passed over.
 *
 * <p>A frame that wants a dictionary stays closed. <b>Source</b> LZ4 Frame Format 1.6.4, LZ4 Block Format.
 */
final class Lz4Decoder extends LzDecoder {
    private static final int SMALLEST_MATCH = 4;
    private static final int LONG = 15;
    private static final int FULL = 255;
    private static final long STORED = 1L << 31;

    private enum State {
        MAGIC,
        FLAGS,
        SIZES,
        HEADER_CHECK,
        BLOCK_SIZE,
        STORED_BLOCK,
        TOKEN,
        LITERAL_LENGTH,
        LITERALS,
        OFFSET,
        MATCH_LENGTH,
        BLOCK_CHECK,
        CONTENT_CHECK,
        DONE
    }

    private State state = State.MAGIC;
    private int flags;
    private long mostBlock;
    private long left;
    private long since;
    private int token;
    private long length;
    private long ago;

    Lz4Decoder() {
        expect(Integer.BYTES);
    }

    @Override
    void onNumber(long value) {
        switch (state) {
            case MAGIC -> header(value == 0x184D2204L);
            case FLAGS -> flags((int) value & 0xFF, (int) (value >> Byte.SIZE));
            case SIZES -> expectByte(State.HEADER_CHECK);
            case HEADER_CHECK, BLOCK_CHECK -> expectBlock();
            case BLOCK_SIZE -> block(value);
            case OFFSET -> matched(value);
            default -> state = State.DONE;
        }
    }

    private void header(boolean known) {
        if (!known) {
            fail();
        }
        state = State.FLAGS;
        expect(2);
    }

    private void flags(int flg, int bd) {
        boolean sound = flg >> 6 == 1 && (flg & 0x03) == 0 && (bd & 0x8F) == 0 && bd >> 4 >= 4;
        if (!sound) {
            fail();
            return;
        }
        flags = flg;
        mostBlock = 1L << (8 + 2 * (bd >> 4));
        if ((flg & 0x08) != 0) {
            state = State.SIZES;
            expect(Long.BYTES);
        } else {
            expectByte(State.HEADER_CHECK);
        }
    }

    private void expectByte(State next) {
        state = next;
        expect(1);
    }

    private void expectBlock() {
        state = State.BLOCK_SIZE;
        expect(Integer.BYTES);
    }

    private void block(long size) {
        left = size & ~STORED;
        since = (flags & 0x20) != 0 ? produced() : 0;
        if (size == 0) {
            boolean checked = (flags & 0x04) != 0;
            state = checked ? State.CONTENT_CHECK : State.DONE;
            expect(checked ? Integer.BYTES : 0);
        } else if (left == 0 || left > mostBlock) {
            fail();
        } else if (size == left) {
            state = State.TOKEN;
        } else {
            state = State.STORED_BLOCK;
            take(left);
        }
    }

    @Override
    void onByte(int value) {
        consumed(1);
        switch (state) {
            case TOKEN -> {
                token = value;
                length = token >> 4;
                if (length == LONG) {
                    state = State.LITERAL_LENGTH;
                } else {
                    literals();
                }
            }
            case LITERAL_LENGTH -> {
                length += value;
                if (value != FULL) {
                    literals();
                }
            }
            case MATCH_LENGTH -> {
                length += value;
                if (value != FULL) {
                    copy(length, ago, since);
                }
            }
            default -> fail();
        }
    }

    private void literals() {
        state = State.LITERALS;
        if (length > left) {
            fail();
        } else if (length == 0) {
            onLiterals();
        } else {
            take(length);
        }
    }

    @Override
    void onLiterals() {
        if (left == 0) {
            endBlock();
        } else {
            state = State.OFFSET;
            expect(2);
        }
    }

    private void matched(long offset) {
        ago = offset;
        length = SMALLEST_MATCH + (long) (token & LONG);
        if ((token & LONG) == LONG) {
            state = State.MATCH_LENGTH;
        } else {
            copy(length, ago, since);
        }
    }

    @Override
    void onCopied() {
        // a block ends with literals
        if (left <= 0) {
            fail();
        }
        state = State.TOKEN;
    }

    private void endBlock() {
        if ((flags & 0x10) != 0) {
            state = State.BLOCK_CHECK;
            expect(Integer.BYTES);
        } else {
            expectBlock();
        }
    }

    @Override
    void consumed(int bytes) {
        switch (state) {
            case STORED_BLOCK, TOKEN, LITERAL_LENGTH, LITERALS, OFFSET, MATCH_LENGTH -> {
                left -= bytes;
                if (left < 0) {
                    fail();
                }
            }
            default -> {}
        }
    }

    @Override
    public boolean hasBegun() {
        return state.compareTo(State.HEADER_CHECK) > 0;
    }

    @Override
    public boolean isFinished() {
        return state == State.DONE;
    }
}
