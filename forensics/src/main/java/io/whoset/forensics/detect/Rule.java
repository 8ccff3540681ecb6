package io.whoset.forensics.detect;

import io.whoset.forensics.record.Verdict;

/**
 * One reason to distrust a store: says of each whether it could fire, whether it did, and why. It never accuses: see {@link Accuser}.
 *
 * <p>Audit thread only; rules keep nothing between calls.
 */
interface Rule {
    /** What a writer's own behaviour must show besides the rate. */
    enum Pattern {
        /** Nothing: the rate is enough. */
        ANY,
        /** It goes back and forth between its form and the others', over one connection: no deploy does that. */
        MIXTURE,
        /** The same, or it was there from the start and never wrote the others' form. */
        MIXTURE_OR_MISMATCH,
        /** What is odd is most of what it writes there. */
        STRANGE
    }

    /** Its name, kebab-case. */
    String name();

    /** What a writer is accused of by it. */
    Verdict verdict();

    /** What else must hold. */
    default Pattern pattern() {
        return Pattern.ANY;
    }

    /** Whether it speaks about order: then a store whose outcome is not known is not judged, nor a second opinion. */
    default boolean isAboutOrder() {
        return false;
    }

    /** Looks at a store before its key's history knows it. */
    Reading read(Sighting store, KeyHistory key, Peers peers);

    /** Whether another's store shows the same trait as a charged one. */
    boolean isShared(Charge charge, Sighting other);

    /** Whether it waits until nobody else shows the trait. */
    default boolean needsAlibi() {
        return !isAboutOrder();
    }

    /** Whether a trouble that all will share shows like this at the first of them: then the charge waits longer for company. */
    default boolean mayBeginAtOne(long trait) {
        return false;
    }

    /** For the accusation: what the writer did, after {@code 41 of 47 writes by 127.0.1.9 in user:<n> …}. */
    String deed();

    /** For the accusation: what a charged store looked like, in brackets behind the deed. */
    default String example(Charge charge) {
        return charge.why();
    }
}
