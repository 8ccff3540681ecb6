package io.whoset.forensics.detect;

/**
 * What one rule says of one store.
 *
 * <p>Immutable.
 *
 * @param kind whether the rule could fire, and did
 * @param trait the store's trait as this rule counts it, 0 for none
 * @param why one sentence where it fired, else empty
 */
record Reading(Kind kind, long trait, String why) {
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
    static final Reading NONE = new Reading(Kind.NO_OPPORTUNITY, 0, "");

    static Reading none(long trait) {
        return trait == 0 ? NONE : new Reading(Kind.NO_OPPORTUNITY, trait, "");
    }

    static Reading fine(long trait) {
        return new Reading(Kind.FINE, trait, "");
    }

    static Reading odd(long trait, String why) {
        return new Reading(Kind.ODD, trait, why);
    }

    boolean isOdd() {
        return kind == Kind.ODD;
    }
}
