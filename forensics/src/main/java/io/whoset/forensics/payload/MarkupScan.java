package io.whoset.forensics.payload;

import io.whoset.forensics.record.Content;
import java.nio.ByteBuffer;

/*
 * The skeleton is the set of the elements' paths and of their attributes' names; text, values and how often an element comes do not count. Names are
 * taken in lower case. An end tag closes the innermost element of its name; one that closes nothing is passed over, and elements that HTML does not
 * close do not nest, so that pages as they are have a skeleton, too.
 *
 * Only what begins with <?xml and nests soundly is called broken where it ends with an element open.
 */
/**
 * Scans a web page, a piece of one, or XML.
 *
 * <p><b>Units, bounds</b> 64 elements within each other.
 *
 * <p>Confined to the connection's event loop. <b>Source</b> XML 1.0, 2 and 3; HTML Living Standard, 13.1.2.
 */
final class MarkupScan implements Scan {
    private static final int MAX_DEPTH = 64;
    private static final long FOUND = 1;
    private static final long ATTRIBUTE = '@';
    private static final String[] VOID = {
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"
    };
    private static final long[] VOID_NAMES = new long[VOID.length];
    private static final long SCRIPT = name("script");
    private static final long STYLE = name("style");
    private static final String DECLARATION = "<?xml";

    static {
        for (int i = 0; i < VOID.length; i++) {
            VOID_NAMES[i] = name(VOID[i]);
        }
    }

    private enum State {
        TEXT,
        OPENED,
        NAME,
        INSIDE,
        ATTRIBUTE,
        VALUE,
        END_NAME,
        END_REST,
        INSTRUCTION,
        DECLARATION,
        COMMENT,
        CDATA,
        GIVEN_UP
    }

    private final Outline outline = new Outline();
    private final long[] names = new long[MAX_DEPTH + 1];
    private final long[] paths = new long[MAX_DEPTH + 1];
    private State state = State.TEXT;
    private int depth;
    private long passed;
    private long hash;
    private int length;
    private int brackets;
    private byte quote;
    private byte last;
    private byte beforeLast;
    private long raw;
    private int begin;
    private boolean declared;
    private boolean sound;
    private int elements;

    private static long name(String ascii) {
        long hash = Paths.FNV_OFFSET;
        for (int i = 0; i < ascii.length(); i++) {
            hash = Paths.name(hash, (byte) ascii.charAt(i));
        }
        return hash;
    }

    @Override
    public void reset() {
        outline.clear();
        state = State.TEXT;
        depth = 0;
        paths[0] = Paths.ROOT;
        passed = 0;
        raw = 0;
        begin = 0;
        declared = true;
        sound = true;
        elements = 0;
        last = 0;
    }

    @Override
    public void offer(ByteBuffer piece) {
        passed += piece.remaining();
        int at = passed > MOST_BYTES ? piece.limit() : piece.position();
        while (at < piece.limit() && state != State.GIVEN_UP) {
            if (state == State.TEXT && begin > DECLARATION.length()) {
                at = text(piece, at);
            }
            if (at < piece.limit()) {
                step(piece.get(at++));
            }
        }
    }

    private static int text(ByteBuffer piece, int from) {
        int at = from;
        while (at < piece.limit() && piece.get(at) != '<') {
            at++;
        }
        return at;
    }

    @Override
    public boolean isProven() {
        return false;
    }

    @Override
    public Content end() {
        if (state == State.GIVEN_UP || passed > MOST_BYTES || elements == 0) {
            return Content.OPAQUE;
        }
        boolean whole = state == State.TEXT && depth == 0;
        return declared && sound && !whole ? outline.broken() : outline.whole();
    }

    private void step(byte b) {
        if (begin < DECLARATION.length() && (begin > 0 || !Head.isSpace(b))) {
            declared &= b == DECLARATION.charAt(begin);
            begin++;
        } else if (begin == DECLARATION.length()) {
            begin++;
        }
        switch (state) {
            case TEXT -> {
                if (b == '<') {
                    begin(State.OPENED);
                }
            }
            case OPENED -> opened(b);
            case NAME -> name(b);
            case INSIDE -> inside(b);
            case ATTRIBUTE -> attribute(b);
            case VALUE -> state = b == quote ? State.INSIDE : State.VALUE;
            case END_NAME -> endName(b);
            case END_REST -> state = b == '>' ? State.TEXT : State.END_REST;
            case INSTRUCTION -> state = b == '>' && last == '?' ? State.TEXT : State.INSTRUCTION;
            case DECLARATION -> declaration(b);
            case COMMENT -> state = b == '>' && last == '-' && beforeLast == '-' ? State.TEXT : State.COMMENT;
            default -> state = b == '>' && last == ']' && beforeLast == ']' ? State.TEXT : State.CDATA;
        }
        beforeLast = last;
        last = b;
    }

    private void begin(State then) {
        state = then;
        hash = Paths.FNV_OFFSET;
        length = 0;
        brackets = 0;
    }

    private void opened(byte b) {
        if (b == '/') {
            begin(State.END_NAME);
        } else if (raw != 0) {
            state = State.TEXT;
        } else if (b == '!') {
            begin(State.DECLARATION);
        } else if (b == '?') {
            begin(State.INSTRUCTION);
        } else if (isName(b)) {
            begin(State.NAME);
            name(b);
        } else {
            sound = false;
            state = State.TEXT;
        }
    }

    private static boolean isName(byte b) {
        return b < 0
                || (b >= 'a' && b <= 'z')
                || (b >= 'A' && b <= 'Z')
                || (b >= '0' && b <= '9')
                || ":-_.".indexOf(b) >= 0;
    }

    private void letter(byte b) {
        hash = Paths.name(hash, b >= 'A' && b <= 'Z' ? (byte) (b | 0x20) : b);
        length++;
    }

    private void name(byte b) {
        if (isName(b)) {
            letter(b);
            return;
        }
        if (depth == MAX_DEPTH) {
            state = State.GIVEN_UP;
            return;
        }
        elements++;
        depth++;
        names[depth] = hash;
        paths[depth] = Paths.member(paths[depth - 1], hash);
        outline.mark(paths[depth] + FOUND);
        state = State.INSIDE;
        inside(b);
    }

    private void inside(byte b) {
        if (b == '>') {
            state = State.TEXT;
            if (last == '/' || isVoid(names[depth])) {
                depth--;
            } else if (names[depth] == SCRIPT || names[depth] == STYLE) {
                raw = names[depth];
            }
        } else if (b == '"' || b == '\'') {
            quote = b;
            state = State.VALUE;
        } else if (isName(b) && last != '=' && (Head.isSpace(last) || last == '"' || last == '\'')) {
            begin(State.ATTRIBUTE);
            letter(b);
        }
    }

    private void attribute(byte b) {
        if (isName(b)) {
            letter(b);
            return;
        }
        outline.mark(Paths.member(paths[depth], hash + ATTRIBUTE) + FOUND);
        state = State.INSIDE;
        inside(b);
    }

    private static boolean isVoid(long name) {
        for (long known : VOID_NAMES) {
            if (known == name) {
                return true;
            }
        }
        return false;
    }

    private void endName(byte b) {
        if (isName(b)) {
            letter(b);
            return;
        }
        state = b == '>' ? State.TEXT : State.END_REST;
        if (raw != 0 && hash != raw) {
            state = State.TEXT;
            return;
        }
        raw = 0;
        int at = depth;
        while (at > 0 && names[at] != hash) {
            at--;
        }
        sound &= at == depth && at > 0;
        depth = at > 0 ? at - 1 : depth;
    }

    /** A document type may hold declarations of its own in brackets. */
    private void declaration(byte b) {
        length++;
        if (length == 2 && b == '-' && last == '-') {
            state = State.COMMENT;
        } else if (length == 1 && b == '[') {
            state = State.CDATA;
        } else if (b == '[') {
            brackets++;
        } else if (b == ']') {
            brackets--;
        } else if (b == '>' && brackets <= 0) {
            state = State.TEXT;
        }
    }
}
