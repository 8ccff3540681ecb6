package io.whoset.forensics.detect;

import io.whoset.forensics.record.Verdict;

/**
 * What another writer deleted came back: the first store after the removal has the digest from before it.
 *
 * <p>A removal without a change is normal, so that one such store says nothing; who does it far more often than the others, and is contradicted by
 * the next store, missed the invalidation. A further removal before that next store makes the case void: the truth may have changed again.
 *
 * <p>Accuses: A stores v3, B deletes, C stores v3, A stores v4, again and again. Never: who deletes groups of keys to be sure, and who refills them.
 *
 * <p>Audit thread only.
 */
final class Resurrected implements Rule {
    private final long dwellMicros;

    Resurrected(long dwellMicros) {
        this.dwellMicros = dwellMicros;
    }

    @Override
    public String name() {
        return "resurrected";
    }

    @Override
    public Verdict verdict() {
        return Verdict.STALE;
    }

    @Override
    public boolean isAboutOrder() {
        return true;
    }

    @Override
    public Reading read(Sighting store, KeyHistory key, Peers peers) {
        Removal removal = key.removal();
        if (removal == null || store.loss() != null || removal.writer().equals(store.writer())) {
            return Reading.NONE;
        }
        if (removal.digest() != store.digest()) {
            return Reading.fine(0);
        }
        String why = "stores what " + removal.writer() + " had removed " + Spans.text(store.micros() - removal.micros())
                + " before";
        boolean beyondDoubt =
                removal.interval().isBefore(store.interval()) && store.micros() - removal.micros() >= dwellMicros;
        return beyondDoubt ? Reading.odd(store.digest() | 1, why) : Reading.fineButAlike(store.digest() | 1, why);
    }

    @Override
    public boolean isShared(Charge charge, Sighting other) {
        return other.digest() == charge.store().digest();
    }

    @Override
    public String deed() {
        return "store again what another writer had deleted";
    }
}
