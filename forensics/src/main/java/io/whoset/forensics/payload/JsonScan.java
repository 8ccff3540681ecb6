package io.whoset.forensics.payload;

import io.whoset.forensics.record.Content;
import java.nio.ByteBuffer;

/*
 * A push-down automaton over bytes: one state, a stack of at most 64 containers, and a running hash of the path. No tree, no text but
 * the last member name. What it concludes:
 *
 * - shape: the set of (path, type) pairs; members of an array share one path, so a list's length does not matter. Null is a type.
 * - broken: a byte that cannot stand where it stands, or an end in the middle. Deeper than 64 or larger than 1 MiB: nothing is concluded.
 *   NaN and Infinity pass as numbers: Python's json writes them, and they are no sign of a sick writer.
 * - leaves, nulls, empties: how much of it is filled.
 * - members: the values path by path, see Members. An element's place in its list counts, a member's place in its object does not.
 * - error mark: a member near the top that says that this is an error, see ErrorMark.
 *
 * Cost: three nanoseconds a byte where it is all members, a fifth of one where it is one long text; bin/whoset keeps the compiler from inlining structure(), which
 * makes it steady. Refused: a JSON library's asynchronous parser (gathers names and text, 10 times the cost).
 */
/**
 * Scans a JSON object or array as it streams by.
 *
 * <p><b>Units, bounds</b> memory of about 5 KB a connection, whatever the payload.
 *
 * <p>Confined to the connection's event loop. <b>Source</b> RFC 8259.
 */
final class JsonScan {
    private static final int MAX_DEPTH = 64;
    private static final long MAX_BYTES = 1 << 20;
    private static final int WINDOW_BYTES = 8 << 10;

    /** Where a piece is scanned: a plain array, which the compiler reads faster than memory outside of the heap, and keeps in the nearest cache. */
    private static final ThreadLocal<byte[]> WINDOW =
            ThreadLocal.withInitial(() -> new byte[WINDOW_BYTES + StringHash.BEYOND]);

    private enum State {
        VALUE,
        FIRST_ELEMENT,
        FIRST_NAME,
        NAME,
        COLON,
        NEXT,
        STRING,
        NUMBER,
        LITERAL,
        DONE,
        BROKEN,
        GIVEN_UP
    }

    private final boolean[] objects = new boolean[MAX_DEPTH];
    private final long[] paths = new long[MAX_DEPTH];
    private final long[] outer = new long[MAX_DEPTH];
    private final ShapeSet shape = new ShapeSet();
    private final MemberSums members = new MemberSums();
    private final ErrorMark mark = new ErrorMark();
    private final JsonNumber number = new JsonNumber();
    private final StringHash text = new StringHash();
    private State state = State.VALUE;
    private int depth;
    private long passed;
    private long path;
    private long place;
    private long hash;
    private boolean inName;
    private boolean escaped;
    private boolean quoted;
    private boolean proven;
    private int stringLength;
    private String literal = "";
    private int literalAt;
    private int leaves;
    private int nulls;
    private int empties;

    /** Begins with the next payload. */
    void reset() {
        state = State.VALUE;
        depth = 0;
        passed = 0;
        path = Paths.ROOT;
        place = 0;
        leaves = 0;
        nulls = 0;
        empties = 0;
        inName = false;
        escaped = false;
        quoted = false;
        proven = false;
        shape.clear();
        members.clear();
        mark.reset();
    }

    /** A piece of the payload; its position is untouched. */
    void offer(ByteBuffer piece) {
        int begin = piece.position();
        int end = begin + (int) Math.min(piece.remaining(), MAX_BYTES - passed);
        byte[] window = WINDOW.get();
        for (int at = begin; at < end && !isOver(); at += WINDOW_BYTES) {
            int length = Math.min(end - at, WINDOW_BYTES);
            piece.get(at, window, 0, length);
            scan(window, length);
        }
        passed += end - begin;
        if (end < piece.limit() && !isOver()) {
            state = State.GIVEN_UP;
        }
    }

    private void scan(byte[] bytes, int end) {
        int at = 0;
        while (at < end) {
            at = switch (state) {
                case STRING -> string(bytes, at, end);
                case NUMBER -> number(bytes, at, end);
                case LITERAL -> literal(bytes, at, end);
                case BROKEN, GIVEN_UP -> end;
                default -> structure(bytes, at, end);
            };
        }
    }

    private boolean isOver() {
        return state == State.BROKEN || state == State.GIVEN_UP;
    }

    /** Whether it cannot well be anything else than JSON, broken or not: a named member or a list of quoted strings has passed. */
    boolean isProven() {
        return proven;
    }

    /** Whether it is sound as far as it went, and went further than a bracket. */
    boolean isCut() {
        return state != State.BROKEN && state != State.FIRST_NAME && state != State.FIRST_ELEMENT;
    }

    /** Whether it was scanned to its end and is sound. */
    boolean isSound() {
        return state == State.DONE;
    }

    /** What was learnt; the payload ends here. */
    Content end() {
        if (state == State.GIVEN_UP) {
            return Content.OPAQUE;
        }
        boolean broken = state != State.DONE;
        return new Content(
                        broken ? null : shape.fingerprint(),
                        broken,
                        leaves,
                        nulls,
                        empties,
                        broken ? null : mark.text())
                .members(broken ? null : members.end());
    }

    private int structure(byte[] bytes, int from, int end) {
        int at = from;
        while (at < end && Head.isSpace(bytes[at])) {
            at++;
        }
        if (at == end) {
            return end;
        }
        byte b = bytes[at];
        switch (state) {
            case VALUE -> {
                return value(bytes, at, end);
            }
            case FIRST_ELEMENT -> {
                if (b != ']') {
                    return value(bytes, at, end);
                }
                closeEmpty(Leaf.EMPTY_ARRAY);
            }
            case FIRST_NAME -> {
                if (b == '}') {
                    closeEmpty(Leaf.EMPTY_OBJECT);
                } else {
                    name(b);
                }
            }
            case NAME -> name(b);
            case COLON -> {
                proven |= b == ':';
                state = b == ':' ? State.VALUE : State.BROKEN;
            }
            case NEXT -> next(b);
            default -> state = State.BROKEN;
        }
        return at + 1;
    }

    private int value(byte[] bytes, int from, int end) {
        byte b = bytes[from];
        if (depth == 0 && b != '{' && b != '[') {
            state = State.BROKEN;
            return end;
        }
        switch (b) {
            case '{' -> open(true);
            case '[' -> open(false);
            case '"' -> beginString(false);
            case 't' -> beginLiteral("true");
            case 'f' -> beginLiteral("false");
            case 'n' -> beginLiteral("null");
            case 'N' -> beginLiteral("NaN");
            case 'I' -> beginLiteral("Infinity");
            default -> {
                number.begin();
                state = State.NUMBER;
                return number(bytes, from, end);
            }
        }
        return from + 1;
    }

    private void open(boolean object) {
        if (depth == MAX_DEPTH) {
            state = State.GIVEN_UP;
            return;
        }
        objects[depth] = object;
        paths[depth] = path;
        outer[depth] = place;
        depth++;
        mark.open(object);
        if (!object) {
            path = Paths.element(path);
            place = ShapeSet.mix(place);
        }
        state = object ? State.FIRST_NAME : State.FIRST_ELEMENT;
    }

    private void closeEmpty(Leaf type) {
        depth--;
        path = paths[depth];
        place = outer[depth];
        empties++;
        mark.close();
        leaf(type, 0);
    }

    private void next(byte b) {
        boolean object = objects[depth - 1];
        proven |= quoted && !object && (b == ',' || b == ']');
        if (b == ',') {
            if (object) {
                path = paths[depth - 1];
            } else {
                place += Paths.ELEMENT;
            }
            state = object ? State.NAME : State.VALUE;
        } else if (b == (object ? '}' : ']')) {
            depth--;
            path = paths[depth];
            place = outer[depth];
            mark.close();
            quoted = false;
            state = depth == 0 ? State.DONE : State.NEXT;
        } else {
            state = State.BROKEN;
        }
    }

    private void name(byte b) {
        if (b == '"') {
            beginString(true);
        } else {
            state = State.BROKEN;
        }
    }

    private void beginString(boolean name) {
        inName = name;
        escaped = false;
        stringLength = 0;
        hash = Paths.FNV_OFFSET;
        text.begin();
        state = State.STRING;
        if (name) {
            mark.beginName();
        } else {
            mark.beginString();
        }
    }

    private int string(byte[] bytes, int from, int end) {
        int at = from;
        while (at < end) {
            at = escaped ? at : plain(bytes, at, end);
            if (at == end) {
                return end;
            }
            byte b = bytes[at++];
            if (!escaped && b == '"') {
                endString();
                return at;
            }
            if (b >= 0 && b < ' ') {
                state = State.BROKEN;
                return end;
            }
            escaped = !escaped && b == '\\';
            special(b);
        }
        return at;
    }

    /** Most bytes of most payloads: the run of a string that is no quote, escape or control character; where it ends. */
    private int plain(byte[] bytes, int from, int end) {
        int at;
        if (inName) {
            at = plainName(bytes, from, end);
            mark.name(bytes, from, at);
        } else {
            at = text.addPlainJson(bytes, from, end);
            mark.string(bytes, from, at);
        }
        stringLength += at - from;
        return at;
    }

    private int plainName(byte[] bytes, int from, int end) {
        int at = from;
        long running = hash;
        while (at < end && isPlain(bytes[at])) {
            running = Paths.name(running, bytes[at]);
            at++;
        }
        hash = running;
        return at;
    }

    private static boolean isPlain(byte b) {
        return b != '"' && b != '\\' && (b < 0 || b >= ' ');
    }

    /** A backslash, or what it escapes. */
    private void special(byte b) {
        stringLength++;
        if (inName) {
            hash = Paths.name(hash, b);
            mark.name(b);
        } else {
            text.add(b);
            mark.string(b);
        }
    }

    private void endString() {
        if (inName) {
            path = Paths.member(paths[depth - 1], hash);
            mark.endName();
            state = State.COLON;
        } else {
            empties += stringLength == 0 ? 1 : 0;
            mark.endString();
            leaf(Leaf.STRING, text.end());
        }
    }

    private int number(byte[] bytes, int from, int end) {
        int at = number.run(bytes, from, end);
        if (at == end) {
            return end;
        }
        if (number.isComplete()) {
            mark.number(number.ofThreeDigits());
            leaf(Leaf.NUMBER, number.hash());
        } else if (number.isMinus() && bytes[at] == 'I') {
            beginLiteral("Infinity");
            at++;
        } else {
            state = State.BROKEN;
        }
        return at;
    }

    private void beginLiteral(String word) {
        literal = word;
        literalAt = 1;
        state = State.LITERAL;
    }

    private int literal(byte[] bytes, int from, int end) {
        int at = from;
        while (at < end && literalAt < literal.length()) {
            if (bytes[at++] != literal.charAt(literalAt++)) {
                state = State.BROKEN;
                return end;
            }
        }
        if (literalAt == literal.length()) {
            endLiteral();
        }
        return at;
    }

    private void endLiteral() {
        switch (literal.charAt(0)) {
            case 'n' -> {
                nulls++;
                leaf(Leaf.NULL, 0);
            }
            case 't', 'f' -> {
                mark.literal(literal.charAt(0) == 't');
                leaf(Leaf.BOOLEAN, literal.charAt(0));
            }
            default -> leaf(Leaf.NUMBER, literal.charAt(0));
        }
    }

    private void leaf(Leaf type, long value) {
        leaves++;
        quoted = type == Leaf.STRING;
        shape.add(path + type.salt());
        members.add(path, place, value + type.salt());
        state = depth == 0 ? State.DONE : State.NEXT;
    }
}
