package io.whoset.forensics.detect;

import io.whoset.forensics.record.Verdict;

/**
 * Information went missing: an error, nulls, nothing, or something that does not parse, where the others' last stores of this very key are
 * filled.
 *
 * <p>Accuses: {@code "status": 401} under keys for which all others store counts. Never: an honest 404 that others store under the same key; an
 * outage that the others share.
 *
 * <p>Audit thread only.
 */
final class Loss implements Rule {
    @Override
    public String name() {
        return "loss";
    }

    @Override
    public Verdict verdict() {
        return Verdict.POISON;
    }

    @Override
    public Reading read(Sighting store, KeyHistory key, Peers peers) {
        long kind = kind(store);
        int filled = peers.having(Loss::kind, 0);
        if (2 * filled <= peers.count()) {
            return unmatched(store, kind, peers);
        }
        Emptiness loss = store.loss();
        if (loss == null || peers.having(Loss::kind, kind) > 0) {
            return Reading.fine(kind);
        }
        return Reading.odd(kind, loss.text() + "; " + others(filled) + " stored it filled");
    }

    private static Reading unmatched(Sighting store, long kind, Peers peers) {
        Emptiness loss = store.loss();
        return loss == null || peers.having(Loss::kind, kind) > 0
                ? Reading.none(kind)
                : Reading.alike(kind, () -> loss.text() + ", as in its other stores");
    }

    private static String others(int count) {
        return count == 1 ? "the last other writer of this key" : "the last " + count + " other writers of this key";
    }

    private static long kind(Sighting store) {
        Emptiness loss = store.loss();
        return loss == null ? 0 : loss.kind();
    }

    @Override
    public boolean isShared(Charge charge, Sighting other) {
        return kind(other) == charge.trait();
    }

    @Override
    public boolean mayBeginAtOne(long trait) {
        return Emptiness.isOutage(trait);
    }

    @Override
    public String deed() {
        return "lack what the others store";
    }

    @Override
    public String example(Charge charge) {
        Emptiness loss = charge.store().loss();
        return loss == null ? charge.why() : loss.text();
    }
}
