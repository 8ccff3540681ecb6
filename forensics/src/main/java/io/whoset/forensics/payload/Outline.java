package io.whoset.forensics.payload;

import io.whoset.forensics.record.Content;

/**
 * Gathers what is told of a structured payload: its shape, and how much of it is filled.
 *
 * <p><b>Units, bounds</b> those of {@link ShapeSet}.
 *
 * <p>Confined to the connection's event loop.
 */
final class Outline {
    private final ShapeSet pairs = new ShapeSet();
    private int leaves;
    private int nulls;
    private int empties;
    private boolean untold;

    void clear() {
        pairs.clear();
        leaves = 0;
        nulls = 0;
        empties = 0;
        untold = false;
    }

    /** A value without values in it. */
    void leaf(long path, Leaf type) {
        pairs.add(path + type.salt());
        leaves++;
        if (type == Leaf.NULL) {
            nulls++;
        } else if (type == Leaf.EMPTY_ARRAY || type == Leaf.EMPTY_OBJECT) {
            empties++;
        }
    }

    /** A string without characters, of which {@link #leaf} tells, too. */
    void emptyString() {
        empties++;
    }

    /** So many values without values in them, whose paths are told otherwise. */
    void count(int all, int ofThemNulls, int ofThemEmpty) {
        leaves += all;
        nulls += ofThemNulls;
        empties += ofThemEmpty;
    }

    /** A mark of its own, of which a value that is not one of {@link Leaf}'s consists. */
    void mark(long pair) {
        pairs.add(pair);
    }

    /** The structure cannot be told: something stands in it twice, and once only by a reference. */
    void untold() {
        untold = true;
    }

    /** The payload ended where it should. */
    Content whole() {
        return new Content(untold ? null : pairs.fingerprint(), false, leaves, nulls, empties, null);
    }

    /** The payload's structure is broken. */
    Content broken() {
        return new Content(null, true, leaves, nulls, empties, null);
    }
}
