package io.whoset.forensics.record;

import java.util.Locale;

/** What whoset thinks of a write or a writer, mildest first. Immutable. The words are the contract's. */
public enum Verdict {
    /** Nothing is odd. */
    CLEAN,
    /** Something is odd; that is no proof. */
    SUSPECT,
    /** An older value came back. */
    STALE,
    /** Content that should not be there. */
    POISON;

    private final String word = name().toLowerCase(Locale.ROOT);

    /** The contract's word. */
    public String word() {
        return word;
    }

    /** The worse of two. */
    public Verdict or(Verdict other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
