package io.whoset.forensics.detect;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one rule counted in one family, writer by writer.
 *
 * <p><b>Units, bounds</b> 128 writers; further ones are not judged here.
 *
 * <p>Audit thread only.
 */
final class Docket {
    private static final int MAX_WRITERS = 128;

    private final Map<String, Tally> tallies = new LinkedHashMap<>(4);
    private final TallyBudget budget;
    private long opportunities;
    private long shared;
    private int accused;

    Docket(TallyBudget budget) {
        this.budget = budget;
    }

    /** A writer's tally, null where there is no room for one more. */
    @Nullable
    Tally tally(String writer) {
        Tally tally = tallies.get(writer);
        if (tally == null && tallies.size() < MAX_WRITERS && budget.take()) {
            tally = new Tally(writer, opportunities, this);
            tallies.put(writer, tally);
        }
        return tally;
    }

    /** A writer's tally, null where it has none. */
    @Nullable
    Tally known(String writer) {
        return tallies.get(writer);
    }

    /** So many more writers are accused here. */
    void countAccused(int more) {
        accused += more;
    }

    /** Whether anybody is accused here. */
    boolean hasAccused() {
        return accused > 0;
    }

    /** Whether a writer is accused here. */
    boolean isAccused(String writer) {
        if (accused == 0) {
            return false;
        }
        Tally tally = tallies.get(writer);
        return tally != null && tally.isAccused();
    }

    /** Somebody else's next store of a key was the same as a charged one. */
    void countShared() {
        shared++;
    }

    /** Whether what comes back here is as often as not what others go on with: then it says nothing. */
    boolean comesRound() {
        long odd = 0;
        for (Tally tally : tallies.values()) {
            odd += tally.odd();
        }
        return 2 * shared > odd;
    }

    /** One more store of anybody could have been odd. */
    void countOpportunity() {
        opportunities++;
    }

    /** How many stores of anybody could have been odd. */
    long opportunities() {
        return opportunities;
    }

    /** All tallies. */
    Collection<Tally> tallies() {
        return tallies.values();
    }
}
