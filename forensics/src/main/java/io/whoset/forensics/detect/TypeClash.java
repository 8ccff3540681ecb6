package io.whoset.forensics.detect;

import io.whoset.forensics.record.Verdict;

/**
 * Two programs disagree about a key: format and client flags are not those in which the others' last stores of this key agree.
 *
 * <p>Accuses: a pickle with flags 1 where all others store JSON with flags 2. Never: compression from a size on, which all do; a new serializer at
 * one canary, which switches cleanly; a mix that the others write, too.
 *
 * <p>Audit thread only.
 */
final class TypeClash implements Rule {
    @Override
    public String name() {
        return "type-clash";
    }

    @Override
    public Verdict verdict() {
        return Verdict.POISON;
    }

    @Override
    public Pattern pattern() {
        return Pattern.MIXTURE_OR_MISMATCH;
    }

    @Override
    public Reading read(Sighting store, KeyHistory key, Peers peers) {
        long type = trait(store);
        long agreed = store.loss() == null ? peers.agreed(TypeClash::trait) : 0;
        if (agreed == 0) {
            return store.loss() != null || peers.having(TypeClash::trait, type) > 0
                    ? Reading.none(type)
                    : Reading.alike(type, () -> text(store) + ", as in its other odd stores");
        }
        if (peers.having(TypeClash::trait, type) > 0) {
            return Reading.fine(type);
        }
        Sighting other = peers.first(TypeClash::trait, agreed);
        return Reading.odd(type, text(store) + " where the last other writers of this key agree on " + text(other));
    }

    private static long trait(Sighting store) {
        return store.type();
    }

    private static String text(Sighting store) {
        return store.format().word() + (store.flags() < 0 ? "" : " with flags " + store.flags());
    }

    @Override
    public boolean isShared(Charge charge, Sighting other) {
        return trait(other) == charge.trait();
    }

    @Override
    public String deed() {
        return "have another format or other flags than the others'";
    }
}
