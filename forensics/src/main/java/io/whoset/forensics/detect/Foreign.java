package io.whoset.forensics.detect;

import io.whoset.forensics.record.Format;
import io.whoset.forensics.record.Verdict;
import java.util.EnumSet;
import java.util.Set;

/**
 * An intruder or a collision: a writer that came late to a settled family, and writes there only what nobody else does.
 *
 * <p>Accuses: a program with thirty stores elsewhere whose keys run into another one's; somebody unknown who stores plain text where all others store
 * structured values. Never: who mostly writes what the others do; an error, which is a loss; a canary or a new server, whose first stores are here and structured; who writes what the others write.
 *
 * <p>Audit thread only.
 */
final class Foreign implements Rule {
    private static final Set<Format> PLAIN = EnumSet.of(Format.TEXT, Format.INTEGER, Format.HTML);
    private static final Set<Format> STRUCTURED = EnumSet.of(
            Format.JSON, Format.PHP, Format.PICKLE, Format.JAVA, Format.IGBINARY, Format.MSGPACK, Format.XML);
    private static final int SETTLED = 100;
    private static final int AT_HOME = 30;

    private final Homes homes;

    Foreign(Homes homes) {
        this.homes = homes;
    }

    @Override
    public String name() {
        return "foreign";
    }

    @Override
    public Verdict verdict() {
        return Verdict.POISON;
    }

    @Override
    public Pattern pattern() {
        return Pattern.STRANGE;
    }

    @Override
    public Reading read(Sighting store, KeyHistory key, Peers peers) {
        if (store.loss() != null) {
            return Reading.none(store.form());
        }
        if (peers.count() == 0 || peers.having(Sighting::form, store.form()) > 0) {
            return peers.count() == 0 ? Reading.none(store.form()) : Reading.fine(store.form());
        }
        Homes.Home home = homes.of(store.writer(), key.family());
        boolean late = home.storesThereBefore() >= SETTLED;
        boolean stranger =
                home.elsewhere() >= AT_HOME || (PLAIN.contains(store.format()) && peersAre(STRUCTURED, peers));
        if (late && stranger && key.family().eras().isOnlyOf(store.writer(), store.form())) {
            return Reading.odd(
                    store.form(),
                    store.format().word()
                            + " by a writer that was never seen in these keys before, where the others store "
                            + peers.get(0).format().word() + " of another form");
        }
        return Reading.fine(store.form());
    }

    private static boolean peersAre(Set<Format> formats, Peers peers) {
        for (int i = 0; i < peers.count(); i++) {
            if (!formats.contains(peers.get(i).format())) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean isShared(Charge charge, Sighting other) {
        return other.form() == charge.trait();
    }

    @Override
    public String deed() {
        return "are of a form that nobody else writes there, by a writer that came late";
    }
}
