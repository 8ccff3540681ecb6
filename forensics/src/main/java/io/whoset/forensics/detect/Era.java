package io.whoset.forensics.detect;

import io.whoset.forensics.record.Verdict;

/**
 * A deploy that was missed: the family went over to another form, all others left the old one, and this writer still writes it.
 *
 * <p>Accuses: the server that stores the old structure, format or flags long after the last of the others went over. Never: the last servers of a
 * rollout that is going on, however slow; a canary, whose form is the newer one; who has written the new form and went back.
 *
 * <p>Audit thread only.
 */
final class Era implements Rule {
    @Override
    public String name() {
        return "era";
    }

    @Override
    public Verdict verdict() {
        return Verdict.STALE;
    }

    @Override
    public boolean needsAlibi() {
        return false;
    }

    @Override
    public Reading read(Sighting store, KeyHistory key, Peers peers) {
        if (store.loss() != null || peers.count() == 0) {
            return Reading.NONE;
        }
        Eras eras = key.family().eras();
        boolean older = false;
        for (int i = 0; i < peers.count(); i++) {
            Sighting peer = peers.get(i);
            if (peer.loss() == null && eras.isSuccessor(peer.form(), store.form())) {
                older |= eras.isBehind(store, peer.form());
                if (eras.isLaggard(store, peer.form())) {
                    return Reading.odd(
                            store.form(),
                            "a form that all others have left: " + text(store) + ", the others " + text(peer));
                }
            }
        }
        return older
                ? Reading.alike(store.form(), () -> "a form that others have left: " + text(store))
                : Reading.fine(store.form());
    }

    private static String text(Sighting store) {
        return store.format().word()
                + (store.flags() < 0 ? "" : " with flags " + store.flags())
                + (store.shape() == null ? "" : ", shape " + store.shape());
    }

    @Override
    public boolean isShared(Charge charge, Sighting other) {
        return other.form() == charge.trait();
    }

    @Override
    public String deed() {
        return "have a form that all others left some time ago";
    }
}
