package io.whoset.forensics.payload;

import java.util.Arrays;

/**
 * The classes that a Java stream has described, with the types of their fields in the order in which their values come.
 *
 * <p><b>Units, bounds</b> 128 classes with 2048 fields together.
 *
 * <p>Confined to the connection's event loop.
 */
final class JavaClasses {
    static final int NONE = -1;
    static final int MOST = 128;
    private static final int MOST_FIELDS = 2048;

    private final long[] handles = new long[MOST];
    private final int[] parents = new int[MOST];
    private final int[] flags = new int[MOST];
    private final int[] begins = new int[MOST + 1];
    private final int[] element = new int[MOST];
    private final byte[] types = new byte[MOST_FIELDS];
    private int size;
    private int fields;

    void clear() {
        size = 0;
        fields = 0;
    }

    /** A class begins to be described; its number, {@link #NONE} where there is no more room. */
    int begin(long handle) {
        if (size == MOST) {
            return NONE;
        }
        handles[size] = handle;
        parents[size] = NONE;
        flags[size] = 0;
        element[size] = 0;
        begins[size] = fields;
        begins[size + 1] = fields;
        return size++;
    }

    /** How it is written, and what it is an array of, 0 where it is none. */
    void is(int type, int how, int arrayOf) {
        flags[type] = how;
        element[type] = arrayOf;
    }

    /** One more field of the class that began last; whether there was room. */
    boolean field(int type, byte code) {
        if (fields == MOST_FIELDS || type != size - 1) {
            return false;
        }
        types[fields++] = code;
        begins[size] = fields;
        return true;
    }

    void parent(int type, int of) {
        parents[type] = of;
    }

    int parent(int type) {
        return parents[type];
    }

    int flags(int type) {
        return flags[type];
    }

    int elementOf(int type) {
        return element[type];
    }

    int firstField(int type) {
        return begins[type];
    }

    int endField(int type) {
        return begins[type + 1];
    }

    byte fieldType(int field) {
        return types[field];
    }

    /** The class that a handle stands for. */
    int byHandle(long handle) {
        int at = Arrays.binarySearch(handles, 0, size, handle);
        return at < 0 ? NONE : at;
    }
}
