package io.whoset.forensics.payload;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/*
 * The unpickler's stack and memo, with the structure of a value in place of the value. Nothing is called: what a callable makes is an object of
 * its name.
 *
 * A string, a number or a bare object that comes a second time comes from the memo, and counts like the first: which of two equal values are one is an
 * accident. A container or an object with a state from the memo leaves the shape untold, as its structure has gone into another one's.
 *
 * A batch of a thousand elements stands on the stack before it joins its list; here it joins as soon as 64 are there.
 */
/**
 * Follows a pickle's opcodes.
 *
 * <p><b>Units, bounds</b> 1024 values on the stack; 4096 in the memo, in tables that grow to 40 KB.
 *
 * <p>Confined to the connection's event loop. <b>Source</b> CPython, Lib/pickletools.py and Modules/_pickle.c.
 */
final class PickleMachine {
    private static final int MOST_ITEMS = 1024;
    private static final int MOST_MEMO = 4096;
    private static final int FRAME = 64;
    private static final long TEXT_OF_BYTES = global(hash("_codecs"), hash("encode"));
    private static final long EMPTY_BYTES = global(hash("__builtin__"), hash("bytes"));

    private enum Kind {
        MARK,
        STRING,
        LEAF,
        GLOBAL,
        OBJECT,
        MAP,
        LIST,
        REFERENCE
    }

    private final Outline outline = new Outline();
    private final Schema schema = new Schema();
    private Kind[] kinds = new Kind[64];
    private long[] values = new long[64];
    private int[] memos = new int[64];
    private int size;
    private @Nullable Kind[] memoKinds = new @Nullable Kind[64];
    private long[] memoValues = new long[64];
    private int memoSize;
    private boolean failed;
    private boolean put;

    void reset() {
        outline.clear();
        schema.clear();
        size = 0;
        memoSize = 0;
        Arrays.fill(memoKinds, null);
        failed = false;
        put = false;
    }

    static long global(long module, long name) {
        return ShapeSet.mix(module) ^ name;
    }

    private static long hash(String ascii) {
        long hash = Paths.FNV_OFFSET;
        for (int i = 0; i < ascii.length(); i++) {
            hash = Paths.name(hash, (byte) ascii.charAt(i));
        }
        return hash;
    }

    boolean hasFailed() {
        return failed;
    }

    /** Whether something went into the memo. */
    boolean hasPut() {
        return put;
    }

    Outline outline() {
        return outline;
    }

    /** A value without values in it; a string's hash, otherwise 0. */
    void leaf(Leaf leaf, long hash) {
        push(leaf == Leaf.STRING ? Kind.STRING : Kind.LEAF, leaf == Leaf.STRING ? hash : leaf.salt());
    }

    void map() {
        push(Kind.MAP, schema.node());
    }

    void list() {
        push(Kind.LIST, schema.node());
    }

    void global(long name) {
        push(Kind.GLOBAL, name);
    }

    void mark() {
        push(Kind.MARK, Schema.NONE);
    }

    void object(long name) {
        push(Kind.OBJECT, name);
    }

    private void push(Kind kind, long value) {
        if (failed) {
            return;
        }
        if (size >= FRAME && size % (FRAME / 2) == 0) {
            relieve();
        }
        if (size == MOST_ITEMS) {
            failed = true;
            return;
        }
        if (size == kinds.length) {
            kinds = Arrays.copyOf(kinds, 2 * size);
            values = Arrays.copyOf(values, 2 * size);
            memos = Arrays.copyOf(memos, 2 * size);
        }
        kinds[size] = kind;
        values[size] = value;
        memos[size] = -1;
        size++;
    }

    /** What the stack has over a mark in plenty joins what it will join anyway. */
    private void relieve() {
        int mark = topMark();
        int surplus = (size - mark - 1 - FRAME / 2) & ~1;
        if (mark < 0 || surplus <= 0) {
            return;
        }
        if (values[mark] == Schema.NONE) {
            values[mark] = schema.node();
        }
        join((int) values[mark], mark > 0 && kinds[mark - 1] == Kind.MAP, mark + 1, mark + 1 + surplus);
        System.arraycopy(kinds, mark + 1 + surplus, kinds, mark + 1, size - mark - 1 - surplus);
        System.arraycopy(values, mark + 1 + surplus, values, mark + 1, size - mark - 1 - surplus);
        System.arraycopy(memos, mark + 1 + surplus, memos, mark + 1, size - mark - 1 - surplus);
        size -= surplus;
    }

    private static boolean isContainer(Kind kind) {
        return kind == Kind.MAP || kind == Kind.LIST;
    }

    private int topMark() {
        int at = size - 1;
        while (at >= 0 && kinds[at] != Kind.MARK) {
            at--;
        }
        return at;
    }

    /** Items of the stack join a container as elements, or as names and values. */
    private void join(int into, boolean pairs, int from, int to) {
        for (int at = from; at < to; at += pairs ? 2 : 1) {
            if (!pairs) {
                add(into, Schema.ELEMENT, 0, at);
            } else if (at + 1 < to) {
                boolean named = kinds[at] == Kind.STRING;
                if (kinds[at] == Kind.REFERENCE) {
                    outline.untold();
                }
                add(into, named ? Schema.MEMBER : Schema.ELEMENT, named ? values[at] : 0, at + 1);
            } else {
                failed = true;
            }
        }
    }

    private void add(int into, int as, long name, int item) {
        switch (kinds[item]) {
            case STRING -> schema.string(schema.slot(into, as, name), values[item] == Paths.FNV_OFFSET);
            case LEAF -> schema.leaf(schema.slot(into, as, name), Leaf.VALUES.get((int) values[item] - 1));
            case GLOBAL, OBJECT -> schema.slot(schema.slot(into, as, name), Schema.CLASS, values[item]);
            case MAP, LIST -> {
                int tree = (int) values[item];
                if (schema.isEmpty(tree)) {
                    schema.leaf(tree, kinds[item] == Kind.MAP ? Leaf.EMPTY_OBJECT : Leaf.EMPTY_ARRAY);
                }
                schema.attach(into, as, name, tree);
            }
            case REFERENCE -> outline.untold();
            default -> failed = true;
        }
    }

    /** What stands over the topmost mark joins the container under it. */
    void joinMarked(boolean pairs) {
        int mark = topMark();
        if (mark < 1) {
            failed = true;
            return;
        }
        int into = container(mark - 1, pairs);
        schema.merge(into, (int) values[mark]);
        join(into, pairs, mark + 1, size);
        size = mark;
    }

    /** The topmost items join the container under them. */
    void joinTop(boolean pair) {
        int items = pair ? 2 : 1;
        if (size <= items) {
            failed = true;
            return;
        }
        join(container(size - 1 - items, pair), pair, size - items, size);
        size -= items;
    }

    /** The node of a container, or of an object that turns out to be one. */
    private int container(int item, boolean map) {
        if (kinds[item] == Kind.OBJECT) {
            long name = values[item];
            values[item] = schema.node();
            schema.slot((int) values[item], Schema.CLASS, name);
            kinds[item] = map ? Kind.MAP : Kind.LIST;
            if (memos[item] >= 0 && memos[item] < MOST_MEMO) {
                memoKinds[memos[item]] = Kind.REFERENCE;
            }
        }
        if (kinds[item] == Kind.REFERENCE) {
            outline.untold();
            return Schema.NONE;
        }
        failed |= !isContainer(kinds[item]);
        return failed ? Schema.NONE : (int) values[item];
    }

    /** What stands over the topmost mark becomes a container in its place. */
    void wrapMarked(boolean pairs) {
        int mark = topMark();
        if (mark < 0) {
            failed = true;
            return;
        }
        int node = (int) values[mark] == Schema.NONE ? schema.node() : (int) values[mark];
        join(node, pairs, mark + 1, size);
        size = mark;
        push(pairs ? Kind.MAP : Kind.LIST, node);
    }

    /** So many of the topmost items become a tuple. */
    void wrapTop(int items) {
        if (size < items) {
            failed = true;
            return;
        }
        int node = schema.node();
        join(node, false, size - items, size);
        size -= items;
        push(Kind.LIST, node);
    }

    /** Class or function under its arguments: an object. */
    void make(int above) {
        if (size < above + 1) {
            failed = true;
            return;
        }
        int first = size - above;
        long name = kinds[first - 1] == Kind.MARK ? 0 : nameAt(first - 1);
        int args = isContainer(kinds[first]) ? (int) values[first] : Schema.NONE;
        size = first - 1;
        made(name, args);
    }

    private long nameAt(int item) {
        if (kinds[item] == Kind.REFERENCE) {
            outline.untold();
        }
        return kinds[item] == Kind.GLOBAL || kinds[item] == Kind.OBJECT ? values[item] : 0;
    }

    /** Of arguments only what has a structure counts: a date is one value. */
    private void made(long name, int args) {
        if (name == TEXT_OF_BYTES || name == EMPTY_BYTES) {
            schema.release(args);
            leaf(Leaf.STRING, 0);
            return;
        }
        push(Kind.OBJECT, name);
        int elements = schema.find(args, Schema.ELEMENT, 0);
        if (!failed && schema.hasChildren(elements)) {
            schema.clearLeaves(elements);
            schema.merge(container(size - 1, true), args);
        } else {
            schema.release(args);
        }
    }

    /** An object of the class over the topmost mark, or of this name where the class is not on the stack. */
    void makeMarked(long name) {
        int mark = topMark();
        if (mark < 0) {
            failed = true;
            return;
        }
        long of = name == 0 && mark + 1 < size ? nameAt(mark + 1) : name;
        size = mark;
        push(Kind.OBJECT, of);
    }

    /** The topmost item is the state of the object under it. */
    void build() {
        if (size < 2) {
            failed = true;
            return;
        }
        int state = size - 1;
        if (isContainer(kinds[state])) {
            int into = container(state - 1, true);
            schema.merge(into, (int) values[state]);
        } else if (kinds[state] == Kind.REFERENCE) {
            outline.untold();
        }
        size--;
    }

    /** Module and name on the stack become what they name. */
    void stackGlobal() {
        if (size < 2 || kinds[size - 1] != Kind.STRING || kinds[size - 2] != Kind.STRING) {
            failed = true;
            return;
        }
        long name = global(values[size - 2], values[size - 1]);
        size -= 2;
        push(Kind.GLOBAL, name);
    }

    void pop() {
        failed |= size == 0;
        size -= failed ? 0 : 1;
    }

    void popMarked() {
        int mark = topMark();
        failed |= mark < 0;
        size = failed ? size : mark;
    }

    void duplicate() {
        if (size == 0) {
            failed = true;
        } else {
            Kind top = kinds[size - 1];
            push(isContainer(top) ? Kind.REFERENCE : top, values[size - 1]);
        }
    }

    /** The topmost item is kept as the next one. */
    void memoize() {
        put(memoSize);
    }

    void put(long index) {
        if (size == 0 || kinds[size - 1] == Kind.MARK) {
            failed = true;
            return;
        }
        put = true;
        memoSize++;
        if (index < 0 || index >= MOST_MEMO) {
            return;
        }
        while (index >= memoKinds.length) {
            memoKinds = Arrays.copyOf(memoKinds, 2 * memoKinds.length);
            memoValues = Arrays.copyOf(memoValues, memoKinds.length);
        }
        memoKinds[(int) index] = isContainer(kinds[size - 1]) ? Kind.REFERENCE : kinds[size - 1];
        memoValues[(int) index] = values[size - 1];
        memos[size - 1] = (int) index;
    }

    void get(long index) {
        Kind kind = index >= 0 && index < memoKinds.length ? memoKinds[(int) index] : null;
        if (index >= MOST_MEMO) {
            push(Kind.REFERENCE, 0);
        } else if (kind == null) {
            failed = true;
        } else {
            push(kind, memoValues[(int) index]);
        }
    }

    /** The payload is over and one value is left: tells its structure. */
    void stop() {
        if (size != 1 || failed) {
            failed = true;
            return;
        }
        int root = schema.node();
        add(root, Schema.ELEMENT, 0, 0);
        schema.tell(schema.find(root, Schema.ELEMENT, 0), outline);
    }
}
