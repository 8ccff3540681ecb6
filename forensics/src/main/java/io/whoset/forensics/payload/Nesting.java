package io.whoset.forensics.payload;

/**
 * Where a reader is in a structure whose containers say how many values they have.
 *
 * <p>Members of a map are told apart by their names; elements of a list, and members of a map under numbers, share one path, as in JSON.
 *
 * <p><b>Units, bounds</b> 64 containers deep.
 *
 * <p>Confined to the connection's event loop.
 */
final class Nesting {
    static final int MAX_DEPTH = 64;

    private final Outline outline;
    private final long[] own = new long[MAX_DEPTH + 1];
    private final long[] next = new long[MAX_DEPTH + 1];
    private final long[] missing = new long[MAX_DEPTH + 1];
    private final boolean[] keyed = new boolean[MAX_DEPTH + 1];
    private int depth;

    Nesting(Outline outline) {
        this.outline = outline;
    }

    void reset() {
        depth = 0;
        next[0] = Paths.ROOT;
        missing[0] = 1;
        keyed[0] = false;
        outline.clear();
    }

    /** Whether one more container has no place. */
    boolean isDeepest() {
        return depth == MAX_DEPTH;
    }

    int depth() {
        return depth;
    }

    /** Whether a name comes now. */
    boolean expectsName() {
        return keyed[depth] && (missing[depth] & 1) == 0;
    }

    /** Whether the innermost container has all of its values; beyond them all, the payload. */
    boolean isFull() {
        return missing[depth] == 0;
    }

    /** Whether the outermost value is whole. */
    boolean isDone() {
        return depth == 0 && missing[0] == 0;
    }

    /** A container of so many values, or pairs of name and value, opens. */
    void open(long count, boolean map) {
        long path = next[depth];
        if (count == 0) {
            outline.leaf(path, map ? Leaf.EMPTY_OBJECT : Leaf.EMPTY_ARRAY);
        }
        push(path, map ? 2 * count : count, map);
    }

    /** What may be a list or a map, and tells it by its names only: PHP's array. */
    void openArray(long count) {
        if (count == 0) {
            outline.leaf(next[depth], Leaf.EMPTY_ARRAY);
        }
        push(next[depth], 2 * count, true);
    }

    /** An object of a class, with so many members, opens. */
    void openObject(long count, long name) {
        outline.mark(Paths.ofClass(next[depth], name));
        push(next[depth], 2 * count, true);
    }

    private void push(long path, long values, boolean map) {
        depth++;
        own[depth] = path;
        next[depth] = Paths.element(path);
        missing[depth] = values;
        keyed[depth] = map;
    }

    /** A name, by its hash. */
    void name(long hash) {
        next[depth] = Paths.member(own[depth], hash);
        missing[depth]--;
    }

    /** A name that is a number or something else without text. */
    void index() {
        next[depth] = Paths.element(own[depth]);
        missing[depth]--;
    }

    /** A name that is a container itself comes. */
    void anyName() {
        next[depth] = Paths.element(own[depth]);
    }

    /** A value without values in it. */
    void leaf(Leaf type) {
        outline.leaf(next[depth], type);
        missing[depth]--;
    }

    /** A value that has this class or type, and of which nothing else counts. */
    void leaf(long name) {
        outline.mark(Paths.ofClass(next[depth], name));
        missing[depth]--;
    }

    /** A value that stood elsewhere in the payload. */
    void reference() {
        outline.untold();
        missing[depth]--;
    }

    /** The innermost container closes. */
    void close() {
        depth--;
        missing[depth]--;
    }

    /** All containers that are full close. */
    void closeFull() {
        while (depth > 0 && missing[depth] == 0) {
            close();
        }
    }
}
