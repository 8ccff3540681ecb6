package io.whoset.forensics.detect;

import io.whoset.forensics.record.WriteRecord;
import org.jspecify.annotations.Nullable;

/**
 * A stale write that the server stopped: {@code cas} or {@code ms} was refused as somebody else was faster, and its payload is an older version of the key.
 *
 * <p>A near miss is a suspect and no more: the cache is as it was. Never: lost locks and lost races, whose payload is nothing that was replaced.
 *
 * <p>Audit thread only; keeps nothing. <b>Source</b> protocol.txt, "Storage commands", "Meta Set".
 */
final class Refused {
    private Refused() {}

    /** Why a refused write is odd, null where it is not. */
    static @Nullable String why(WriteRecord write, Sighting store, KeyHistory key) {
        String outcome = write.outcome();
        boolean refused = outcome != null
                && switch (outcome) {
                    case "EXISTS", "EX" -> true;
                    default -> false;
                };
        Versions versions = key.versions();
        int at = refused ? versions.indexOf(store.digest()) : -1;
        if (at < 0 || key.goesRound() || key.holds(store.digest())) {
            return null;
        }
        for (int i = at + 1; i < versions.count(); i++) {
            Version younger = versions.get(i);
            if (younger.form() == store.form() && younger.isByOtherThan(store.writer())) {
                return "the server refused (" + outcome + ") a version that " + younger.firstWriter() + " had replaced "
                        + Spans.text(store.micros() - younger.bornMicros()) + " ago";
            }
        }
        return null;
    }
}
