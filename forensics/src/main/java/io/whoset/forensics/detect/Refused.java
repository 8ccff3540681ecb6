package io.whoset.forensics.detect;

import io.whoset.forensics.record.WriteRecord;
import org.jspecify.annotations.Nullable;

/**
 * A stale write that the server stopped: {@code cas}, {@code ms} or {@code add} was refused as somebody else was faster or had removed the item, and
 * its payload is an older version of the key.
 *
 * <p>A near miss is a suspect and no more: the cache is as it was. Never: lost races, whose payload is nothing that was replaced; lost locks, which are
 * added and hold a name or a number.
 *
 * <p>Audit thread only; keeps nothing. <b>Source</b> protocol.txt, "Storage commands", "Meta Set".
 */
final class Refused {
    private Refused() {}

    /** Why a refused write is odd, null where it is not. */
    static @Nullable String why(WriteRecord write, Sighting store, KeyHistory key) {
        String outcome = write.outcome();
        boolean refused = isCompared(write.cmd(), outcome) || (isAdded(write.cmd(), outcome) && store.isStructured());
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

    private static boolean isCompared(String cmd, @Nullable String outcome) {
        return switch (cmd) {
            case "cas" -> "EXISTS".equals(outcome) || "NOT_FOUND".equals(outcome);
            case "ms" -> "EX".equals(outcome) || "NF".equals(outcome);
            default -> false;
        };
    }

    private static boolean isAdded(String cmd, @Nullable String outcome) {
        return switch (cmd) {
            case "add" -> "NOT_STORED".equals(outcome);
            case "ms" -> "NS".equals(outcome);
            default -> false;
        };
    }
}
