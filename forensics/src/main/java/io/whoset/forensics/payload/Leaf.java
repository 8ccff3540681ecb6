package io.whoset.forensics.payload;

import java.util.List;

/** What a value without values in it is, in every format that has a shape. Immutable. */
enum Leaf {
    /** Text or bytes: which of them is a matter of the client's language. */
    STRING(1),
    /** Whole or not, of any width: which of them is a matter of the value. */
    NUMBER(2),
    /** True or false. */
    BOOLEAN(3),
    /** Nothing. */
    NULL(4),
    /** A map without members. */
    EMPTY_OBJECT(5),
    /** A list without elements. */
    EMPTY_ARRAY(6);

    /** All of them, not to be changed. */
    static final List<Leaf> VALUES = List.of(values());

    private final int salt;

    Leaf(int salt) {
        this.salt = salt;
    }

    /** Part of every fingerprint that was ever logged: never changes. */
    int salt() {
        return salt;
    }
}
