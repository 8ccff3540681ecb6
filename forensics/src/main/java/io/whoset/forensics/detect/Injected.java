package io.whoset.forensics.detect;

import io.whoset.forensics.record.WriteRecord;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A storage command that came in one piece behind a retrieval, from a writer that never pipelines, and stores what the others of the key do not: a key
 * with CR LF in it.
 *
 * <p>Never: who pipelines by habit; a first pipelined store that looks like everybody's, or like what this writer stores alone: an asynchronous client
 * pipelines now and then, after a pause, and may be the canary of a new form.
 *
 * <p><b>Units, bounds</b> counts of 10,000 writers, and of each its forms in 1024 bits: a writer of some hundreds of forms seems to have had each.
 *
 * <p>Audit thread only.
 */
final class Injected {
    private static final int MAX_WRITERS = 10_000;
    private static final int HABIT = 20;
    private static final int PROVEN = 2;
    private static final int FORM_DIGITS = 10;
    private static final int FORM_BITS = 1 << FORM_DIGITS;

    /** How one writer's storage commands came. */
    static final class Arrivals {
        private long alone;
        private long ridden;
        private final Map<String, Integer> odd = new HashMap<>(2);
        private final BitSet forms = new BitSet(FORM_BITS);

        /** Below {@link #FORM_BITS}. */
        private static int bit(Sighting store) {
            return (int) ((store.form() * Sighting.GOLDEN) >>> (Long.SIZE - FORM_DIGITS));
        }
    }

    private final Map<String, Arrivals> writers = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Arrivals> eldest) {
            return size() > MAX_WRITERS;
        }
    };

    /** What a store says: 0 nothing, 1 odd, 2 proven. */
    int read(WriteRecord write, Sighting store, Seat seat, KeyHistory key) {
        Arrivals counts = seat.arrivals;
        if (counts == null) {
            counts = writers.computeIfAbsent(seat.writer(), w -> new Arrivals());
            seat.arrivals = counts;
        }
        if (!write.rides()) {
            counts.alone++;
            counts.forms.set(Arrivals.bit(store));
            return 0;
        }
        counts.ridden++;
        if (counts.forms.get(Arrivals.bit(store))) {
            return 0;
        }
        boolean alien = false;
        for (int i = 0; i < key.stores().count(); i++) {
            Sighting last = key.stores().get(i);
            if (last.form() == store.form()) {
                return 0;
            }
            alien |= !last.writer().equals(store.writer());
        }
        boolean isHabit = counts.alone < HABIT * counts.ridden && counts.ridden > HABIT;
        if (!alien || isHabit || counts.alone < HABIT) {
            return 0;
        }
        return counts.odd.merge(key.family().template(), 1, Integer::sum) >= PROVEN ? 2 : 1;
    }
}
