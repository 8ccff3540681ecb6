package io.whoset.forensics.detect;

import io.whoset.forensics.record.Verdict;

/**
 * An older value came back: the digest is a version of this key that another writer's younger one had replaced.
 *
 * <p>Versions are ordered by their birth, not by their last store: who repairs a key stores the youngest and is not odd. Both births and the
 * store must be in order beyond doubt: each over before the next began, no gap between.
 *
 * <p>Accuses: v3, v4, v5 by others, then v3 by the accused, then v5 by another, again and again. Never: A, B, A where others go on with A; values
 * that only one writer changes; a version that returns within the dwell time, which is a lost race; an error or an empty value, which is no version.
 *
 * <p>Audit thread only. <b>Source</b> Nishtala et al., Scaling Memcache at Facebook, NSDI 2013, 3.2.1 for what a lost race is.
 */
final class OldValue implements Rule {
    private final long dwellMicros;

    OldValue(long dwellMicros) {
        this.dwellMicros = dwellMicros;
    }

    @Override
    public String name() {
        return "old-value";
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
        Versions versions = key.versions();
        int known = versions.count();
        if (known < 2 || store.loss() != null || !isContested(store.writer(), versions)) {
            return Reading.NONE;
        }
        int at = versions.indexOf(store.digest());
        if (at < 0) {
            return unknown(store, key);
        }
        Version older = versions.get(at);
        boolean provable = known > 2 && !key.holds(store.digest()) && !key.goesRound();
        int younger = -1;
        for (int i = known - 1; i > at; i--) {
            if (isReplacedBy(versions.get(i), store)) {
                if (provable && isBeyondDoubt(older, versions.get(i), store)) {
                    return Reading.odd(store.digest() | 1, why(store, older, versions.get(i)));
                }
                younger = i;
            }
        }
        if (younger < 0) {
            return Reading.fine(0);
        }
        Version replaced = versions.get(younger);
        return Reading.fineButAlike(store.digest() | 1, () -> why(store, older, replaced));
    }

    private Reading unknown(Sighting store, KeyHistory key) {
        Bygone bygone = key.versions().bygone();
        if (bygone.contains(store.digest())) {
            String why = "brings back a version that was replaced many versions ago";
            boolean beyondDoubt = bygone.wasShared(store.digest())
                    && !key.goesRound()
                    && store.micros() - key.versions().eldestStoreMicros() >= dwellMicros;
            return beyondDoubt ? Reading.odd(store.digest() | 1, why) : Reading.fineButAlike(store.digest() | 1, why);
        }
        return key.family().births().areVain(store.writer())
                ? Reading.fineButAlike(
                        store.digest() | 1,
                        "a value that nobody else stored, like its other ones that nobody confirmed")
                : Reading.fine(0);
    }

    private static boolean isContested(String writer, Versions versions) {
        for (int i = 0; i < versions.count(); i++) {
            if (versions.get(i).isByOtherThan(writer)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isReplacedBy(Version younger, Sighting store) {
        return younger.isByOtherThan(store.writer()) && younger.form() == store.form();
    }

    private boolean isBeyondDoubt(Version older, Version younger, Sighting store) {
        return older.isByOtherThan(store.writer())
                && older.epoch() == younger.epoch()
                && older.born().isBefore(younger.born())
                && younger.born().isBefore(store.interval())
                && store.micros() - younger.bornMicros() >= dwellMicros;
    }

    private static String why(Sighting store, Version older, Version younger) {
        return "brings back a version first stored " + Spans.text(store.micros() - older.bornMicros()) + " ago by "
                + older.firstWriter() + ", which " + younger.firstWriter() + " had replaced "
                + Spans.text(store.micros() - younger.bornMicros()) + " ago";
    }

    @Override
    public boolean isShared(Charge charge, Sighting other) {
        return other.digest() == charge.store().digest();
    }

    @Override
    public String deed() {
        return "bring back a version that another writer had replaced";
    }
}
