package io.whoset.forensics.payload;

/*
 * A tree of the paths of a structure, for formats in which the values stand before what holds them. Where a value joins the others of its path, the two
 * trees become one and the nodes are free again: a list of a thousand records takes the nodes of one. The next node sought is most often the one behind
 * the last one found, so that records in the same order cost a step a member; the steps are bounded, which a hostile order would make quadratic.
 */
/**
 * The structure of a value as it grows.
 *
 * <p><b>Units, bounds</b> 512 nodes and a million steps; beyond, it is {@link #isFull}, and nothing is told.
 *
 * <p>Confined to the connection's event loop.
 */
final class Schema {
    static final int NONE = -1;
    static final int MEMBER = 0;
    static final int ELEMENT = 1;
    static final int CLASS = 2;

    private static final int NODES = 512;
    private static final int MOST_STEPS = 1_000_000;
    private static final int MAX_DEPTH = Nesting.MAX_DEPTH;

    private final long[] key = new long[NODES];
    private final byte[] kind = new byte[NODES];
    private final byte[] leaves = new byte[NODES];
    private final int[] child = new int[NODES];
    private final int[] next = new int[NODES];
    private final int[] hint = new int[NODES];
    private final int[] count = new int[NODES];
    private final int[] nulls = new int[NODES];
    private final int[] empties = new int[NODES];
    private int fresh;
    private int free;
    private int steps;
    private boolean full;

    void clear() {
        fresh = 0;
        free = NONE;
        steps = 0;
        full = false;
    }

    /** Whether something found no place. */
    boolean isFull() {
        return full;
    }

    /** A value of which nothing is known; {@link #NONE}, for which all else here does nothing, where there is no more room. */
    int node() {
        int node = free;
        if (node != NONE) {
            free = next[node];
        } else if (fresh < NODES) {
            node = fresh++;
        } else {
            full = true;
            return NONE;
        }
        clearLeaves(node);
        child[node] = NONE;
        next[node] = NONE;
        hint[node] = NONE;
        return node;
    }

    /** Whether nothing is in it. */
    boolean isEmpty(int node) {
        return node != NONE && child[node] == NONE && leaves[node] == 0;
    }

    /** Whether it holds what has a structure itself. */
    boolean hasChildren(int node) {
        return node != NONE && child[node] != NONE;
    }

    /** It may be this. */
    void leaf(int node, Leaf type) {
        if (node != NONE) {
            leaves[node] |= (byte) (1 << type.salt());
            count[node]++;
            nulls[node] += type == Leaf.NULL ? 1 : 0;
            empties[node] += type == Leaf.EMPTY_ARRAY || type == Leaf.EMPTY_OBJECT ? 1 : 0;
        }
    }

    /** It may be a string. */
    void string(int node, boolean empty) {
        leaf(node, Leaf.STRING);
        if (node != NONE && empty) {
            empties[node]++;
        }
    }

    /** It is no value without values in it. */
    void clearLeaves(int node) {
        if (node != NONE) {
            leaves[node] = 0;
            count[node] = 0;
            nulls[node] = 0;
            empties[node] = 0;
        }
    }

    /** What is in it under this name, made where there is nothing yet. */
    int slot(int parent, int as, long name) {
        int found = find(parent, as, name);
        if (found != NONE || parent == NONE || full) {
            return found;
        }
        int made = node();
        if (made != NONE) {
            link(parent, made, as, name);
        }
        return made;
    }

    /** What is in it under this name. */
    int find(int parent, int as, long name) {
        if (parent == NONE || full) {
            return NONE;
        }
        int begin = hint[parent] == NONE ? child[parent] : hint[parent];
        int at = begin;
        for (int round = 0; round < 2; round++) {
            int end = round == 0 ? NONE : begin;
            while (at != end) {
                full |= ++steps > MOST_STEPS;
                if (full || (key[at] == name && kind[at] == as)) {
                    hint[parent] = next[at];
                    return full ? NONE : at;
                }
                at = next[at];
            }
            at = child[parent];
        }
        return NONE;
    }

    private void link(int parent, int node, int as, long name) {
        key[node] = name;
        kind[node] = (byte) as;
        next[node] = child[parent];
        child[parent] = node;
    }

    /** A tree of its own becomes part of another one. */
    void attach(int parent, int as, long name, int tree) {
        if (parent == NONE || tree == NONE || full) {
            return;
        }
        int there = find(parent, as, name);
        if (there == NONE) {
            link(parent, tree, as, name);
        } else {
            merge(there, tree, 0);
        }
    }

    /** Two trees of one path become one. */
    void merge(int into, int tree) {
        merge(into, tree, 0);
    }

    private void merge(int into, int tree, int depth) {
        if (into == NONE || tree == NONE || full) {
            return;
        }
        full |= depth > MAX_DEPTH;
        leaves[into] |= leaves[tree];
        count[into] += count[tree];
        nulls[into] += nulls[tree];
        empties[into] += empties[tree];
        int at = child[tree];
        while (at != NONE && !full) {
            int after = next[at];
            int there = find(into, kind[at], key[at]);
            if (there == NONE) {
                link(into, at, kind[at], key[at]);
            } else {
                merge(there, at, depth + 1);
            }
            at = after;
        }
        giveBack(tree);
    }

    private void giveBack(int node) {
        next[node] = free;
        free = node;
    }

    /** A tree is of no use any more. */
    void release(int tree) {
        if (tree != NONE) {
            for (int at = child[tree]; at != NONE && !full; ) {
                int after = next[at];
                release(at);
                at = after;
            }
            giveBack(tree);
        }
    }

    /** Tells it all. */
    void tell(int root, Outline outline) {
        if (full || root == NONE) {
            outline.untold();
        } else {
            tell(root, Paths.ROOT, outline, 0);
        }
    }

    private void tell(int node, long path, Outline outline, int depth) {
        if (depth > MAX_DEPTH) {
            outline.untold();
            return;
        }
        outline.count(count[node], nulls[node], empties[node]);
        for (Leaf leaf : Leaf.VALUES) {
            if ((leaves[node] & (1 << leaf.salt())) != 0) {
                outline.mark(path + leaf.salt());
            }
        }
        for (int at = child[node]; at != NONE; at = next[at]) {
            if (kind[at] == CLASS) {
                outline.mark(Paths.ofClass(path, key[at]));
            } else {
                long to = kind[at] == MEMBER ? Paths.member(path, key[at]) : Paths.element(path);
                tell(at, to, outline, depth + 1);
            }
        }
    }
}
