package io.whoset.forensics.detect;

import io.whoset.forensics.record.Verdict;

/**
 * Odd one out: a structure other than that in which the others' last stores of this key agree.
 *
 * <p>A valid structure of one's own is no crime: a canary may run for days. Only who goes back and forth between it and the others' is accused.
 *
 * <p>Accuses: a server that now and then leaves half of the members out. Never: a deploy, a canary, host names and times in values.
 *
 * <p>Audit thread only.
 */
final class Dissent implements Rule {
    @Override
    public String name() {
        return "dissent";
    }

    @Override
    public Verdict verdict() {
        return Verdict.POISON;
    }

    @Override
    public Pattern pattern() {
        return Pattern.MIXTURE;
    }

    @Override
    public Reading read(Sighting store, KeyHistory key, Peers peers) {
        long shape = trait(store);
        long agreed = shape == 0 || store.loss() != null ? 0 : peers.agreed(Dissent::trait);
        if (agreed == 0) {
            return shape == 0 || store.loss() != null || peers.having(Dissent::trait, shape) > 0
                    ? Reading.none(shape)
                    : Reading.alike(shape, () -> "shape " + store.shape() + ", as in its other odd stores");
        }
        if (peers.having(Dissent::trait, shape) > 0) {
            return Reading.fine(shape);
        }
        Sighting other = peers.first(Dissent::trait, agreed);
        return Reading.odd(
                shape,
                "shape " + store.shape() + " where the last other writers of this key agree on " + other.shape());
    }

    private static long trait(Sighting store) {
        return store.shape() == null ? 0 : (store.shape().hashCode() & 0xFFFFFFFFL) + 1;
    }

    @Override
    public boolean isShared(Charge charge, Sighting other) {
        return trait(other) == charge.trait();
    }

    @Override
    public String deed() {
        return "have a structure that the others' stores of the same keys do not have";
    }
}
