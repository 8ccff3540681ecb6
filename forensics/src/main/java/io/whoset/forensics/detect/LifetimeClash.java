package io.whoset.forensics.detect;

import io.whoset.forensics.record.Verdict;

/**
 * The exptime is of another kind than that in which the others' last stores of this key agree: for ever, a date, negative, seconds.
 *
 * <p>Accuses: 0 where all others store for 60 seconds. Never: 60 against 3600 seconds, or a key that all keep for ever.
 *
 * <p>Audit thread only. <b>Source</b> protocol.txt, "Expiration times".
 */
final class LifetimeClash implements Rule {
    @Override
    public String name() {
        return "ttl-clash";
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
        long lifetime = trait(store);
        long agreed = lifetime == 0 ? 0 : peers.agreed(LifetimeClash::trait);
        if (agreed == 0) {
            return lifetime == 0 || peers.having(LifetimeClash::trait, lifetime) > 0
                    ? Reading.none(lifetime)
                    : Reading.alike(
                            lifetime, () -> "exptime " + store.lifetime().text() + ", as in its other odd stores");
        }
        if (peers.having(LifetimeClash::trait, lifetime) > 0) {
            return Reading.fine(lifetime);
        }
        Sighting other = peers.first(LifetimeClash::trait, agreed);
        return Reading.odd(
                lifetime,
                "exptime " + store.lifetime().text() + "; the last other writers of this key agree on "
                        + other.lifetime().text());
    }

    private static long trait(Sighting store) {
        return store.lifetime().number();
    }

    @Override
    public boolean isShared(Charge charge, Sighting other) {
        return trait(other) == charge.trait();
    }

    @Override
    public String deed() {
        return "have an exptime of another kind than the others'";
    }
}
