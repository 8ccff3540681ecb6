package io.whoset.forensics.detect;

import java.util.function.Supplier;

/**
 * What one rule says of one store.
 *
 * <p>Immutable.
 *
 * @param kind whether the rule could fire, and did
 * @param trait the store's trait as this rule counts it, 0 for none
 * @param alike whether it looks like what its writer may be accused of, though it proves nothing by itself
 * @param reason makes one sentence where it fired or is alike, else the empty text; most stores are alike to something, and few are asked why
 */
record Reading(Kind kind, long trait, boolean alike, Supplier<String> reason) {
    /** Whether the rule could fire, and did. */
    enum Kind {
        /** There is nobody to compare with, or no order. */
        NO_OPPORTUNITY,
        /** It could have fired and did not. */
        FINE,
        /** It fired. */
        ODD
    }

    /** Nothing to say. */
    static final Reading NONE = new Reading(Kind.NO_OPPORTUNITY, 0, false, () -> "");

    static Reading none(long trait) {
        return trait == 0 ? NONE : new Reading(Kind.NO_OPPORTUNITY, trait, false, () -> "");
    }

    static Reading fine(long trait) {
        return new Reading(Kind.FINE, trait, false, () -> "");
    }

    /** It counts for nothing, but a writer that is accused of this trait did it again. */
    static Reading alike(long trait, Supplier<String> reason) {
        return new Reading(Kind.NO_OPPORTUNITY, trait, trait != 0, reason);
    }

    static Reading alike(long trait, String why) {
        return alike(trait, () -> why);
    }

    /** The same, and yet it could have fired and did not. */
    static Reading fineButAlike(long trait, Supplier<String> reason) {
        return new Reading(Kind.FINE, trait, true, reason);
    }

    static Reading fineButAlike(long trait, String why) {
        return fineButAlike(trait, () -> why);
    }

    static Reading odd(long trait, String why) {
        return new Reading(Kind.ODD, trait, true, () -> why);
    }

    /** The sentence; empty where there is nothing to say. */
    String why() {
        return reason.get();
    }

    boolean isOdd() {
        return kind == Kind.ODD;
    }
}
