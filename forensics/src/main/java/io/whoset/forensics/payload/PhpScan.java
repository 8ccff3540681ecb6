package io.whoset.forensics.payload;

import io.whoset.forensics.record.Content;
import java.nio.ByteBuffer;

/*
 * One state, and the counts of Nesting. Lengths and counts are those that the payload states: a string that does not end where its length says, or a
 * payload that ends before its counts are met, does not load in PHP either. It is called broken only once a whole pair has passed, or within a
 * string: text may begin like a small array. What stands behind the value does no harm in PHP, nor here.
 */
/**
 * Scans what PHP's {@code serialize} writes: {@code a:1:{s:2:"id";i:17;}}.
 *
 * <p>Confined to the connection's event loop. <b>Source</b> php-src, ext/standard/var.c, "php_var_serialize_intern".
 */
final class PhpScan implements Scan {
    private static final int MAX_SCALAR = 32;
    private static final int LEAST_STRING = 10;

    private enum State {
        TYPE,
        COLON,
        LENGTH,
        QUOTE,
        BODY,
        END_QUOTE,
        END_NAME,
        COUNT,
        BRACE,
        RAW,
        CLOSE,
        SCALAR,
        SEMICOLON,
        DONE,
        BROKEN,
        GIVEN_UP
    }

    private final Outline outline = new Outline();
    private final Nesting nesting = new Nesting(outline);
    private State state = State.TYPE;
    private byte type;
    private long number;
    private int digits;
    private long length;
    private long left;
    private long hash;
    private long passed;
    private boolean named;
    private boolean pair;

    @Override
    public void reset() {
        nesting.reset();
        state = State.TYPE;
        passed = 0;
        pair = false;
    }

    @Override
    public void offer(ByteBuffer piece) {
        passed += piece.remaining();
        int at = passed > MOST_BYTES ? piece.limit() : piece.position();
        while (at < piece.limit() && state.compareTo(State.DONE) < 0) {
            if (state == State.BODY || state == State.RAW) {
                at = body(piece, at);
            } else {
                step(piece.get(at++));
            }
        }
    }

    @Override
    public boolean isProven() {
        return pair || state == State.DONE;
    }

    @Override
    public Content end() {
        if (passed > MOST_BYTES || state == State.GIVEN_UP) {
            return Content.OPAQUE;
        }
        if (state == State.DONE) {
            return outline.whole();
        }
        boolean cut = state == State.BODY && nesting.depth() == 0 && length >= LEAST_STRING;
        return pair || cut ? outline.broken() : Content.OPAQUE;
    }

    private void step(byte b) {
        switch (state) {
            case TYPE -> type(b);
            case COLON -> expect(b, ':', afterColon());
            case LENGTH -> number(b, State.QUOTE);
            case QUOTE -> expect(b, '"', beginBody());
            case END_QUOTE -> expect(b, '"', isString() ? State.SEMICOLON : State.END_NAME);
            case END_NAME -> expect(b, ':', beginNumber(State.COUNT));
            case COUNT -> number(b, State.BRACE);
            case BRACE -> brace(b);
            case CLOSE -> close(b);
            case SCALAR -> scalar(b);
            default -> semicolon(b);
        }
    }

    private void type(byte b) {
        type = b;
        boolean name = nesting.expectsName();
        switch (b) {
            case 'i', 's' -> state = State.COLON;
            case 'N' -> state = name ? State.BROKEN : State.SEMICOLON;
            case 'b', 'd', 'r', 'R', 'a', 'O', 'C', 'E' -> state = name ? State.BROKEN : State.COLON;
            case 'S', 'o', 'U' -> state = State.GIVEN_UP;
            default -> state = State.BROKEN;
        }
    }

    private void expect(byte b, char wanted, State then) {
        state = b == wanted ? then : State.BROKEN;
    }

    private State afterColon() {
        return switch (type) {
            case 's', 'O', 'C', 'E' -> beginNumber(State.LENGTH);
            case 'a' -> beginNumber(State.COUNT);
            default -> beginNumber(State.SCALAR);
        };
    }

    private State beginNumber(State then) {
        number = 0;
        digits = 0;
        return then;
    }

    private void number(byte b, State then) {
        if (b >= '0' && b <= '9' && digits < 10) {
            number = number * 10 + (b - '0');
            digits++;
        } else {
            expect(b, ':', digits > 0 ? then : State.BROKEN);
        }
    }

    private boolean isString() {
        return type == 's' || type == 'E';
    }

    private State beginBody() {
        length = number;
        left = number;
        hash = Paths.FNV_OFFSET;
        named = false;
        return number == 0 ? State.END_QUOTE : State.BODY;
    }

    /** Of an enum only the type counts, which ends at the colon: its case is a value. */
    private int body(ByteBuffer piece, int from) {
        int to = from + (int) Math.min(left, piece.limit() - from);
        left -= to - from;
        if (state == State.BODY && type == 'E') {
            for (int at = from; at < to && !named; at++) {
                named = piece.get(at) == ':';
                hash = Paths.name(hash, piece.get(at));
            }
        } else if (state == State.BODY && (type != 's' || nesting.expectsName())) {
            hash = Paths.name(hash, piece, from, to);
        }
        if (left == 0) {
            state = state == State.BODY ? State.END_QUOTE : State.CLOSE;
        }
        return to;
    }

    private void brace(byte b) {
        if (b != '{') {
            state = State.BROKEN;
        } else if (nesting.isDeepest()) {
            state = State.GIVEN_UP;
        } else if (type == 'C') {
            nesting.openObject(0, hash);
            left = number;
            state = number == 0 ? State.CLOSE : State.RAW;
        } else {
            open();
        }
    }

    private void open() {
        if (type == 'a') {
            nesting.openArray(number);
        } else {
            nesting.openObject(number, hash);
        }
        next();
    }

    private void close(byte b) {
        if (b != '}') {
            state = State.BROKEN;
            return;
        }
        nesting.close();
        next();
    }

    private void scalar(byte b) {
        digits++;
        if (b == ';' && digits > 1) {
            ended();
        } else if (digits > MAX_SCALAR || (!isDigit(b) && (type != 'd' || "+-.EINFA".indexOf(b) < 0) && b != '-')) {
            state = State.BROKEN;
        }
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    private void semicolon(byte b) {
        if (b == ';') {
            ended();
        } else {
            state = State.BROKEN;
        }
    }

    /** A value or a name without values in it has ended. */
    private void ended() {
        if (nesting.expectsName()) {
            name();
        } else {
            value();
            pair |= nesting.depth() > 0;
        }
        next();
    }

    private void name() {
        if (type == 's') {
            nesting.name(hash);
        } else {
            nesting.index();
        }
    }

    private void value() {
        switch (type) {
            case 's' -> {
                if (length == 0) {
                    outline.emptyString();
                }
                nesting.leaf(Leaf.STRING);
            }
            case 'i', 'd' -> nesting.leaf(Leaf.NUMBER);
            case 'b' -> nesting.leaf(Leaf.BOOLEAN);
            case 'N' -> nesting.leaf(Leaf.NULL);
            case 'E' -> nesting.leaf(hash);
            default -> nesting.reference();
        }
    }

    private void next() {
        state = nesting.isDone() ? State.DONE : nesting.isFull() ? State.CLOSE : State.TYPE;
    }
}
