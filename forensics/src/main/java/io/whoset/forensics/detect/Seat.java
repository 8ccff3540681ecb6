package io.whoset.forensics.detect;

import org.jspecify.annotations.Nullable;

/**
 * One writer in one family: its tallies, and whatever else is kept of the two, so that a store looks it up once.
 *
 * <p>Audit thread only.
 */
final class Seat {
    private final String writer;
    private final @Nullable Tally[] tallies = new Tally[Rules.COUNT];

    /** Its visit to the family, as {@link Homes} counts it. */
    Homes.@Nullable Stay stay;

    /** How the writer's storage commands came, as {@link Injected} counts them. */
    Injected.@Nullable Arrivals arrivals;

    /** The form that it stored last, and since when, as {@link Eras} keeps it. */
    long form;

    Eras.@Nullable Span span;

    Seat(String writer, Docket[] dockets) {
        this.writer = writer;
        for (int rule = 0; rule < tallies.length; rule++) {
            tallies[rule] = dockets[rule].tally(writer);
        }
    }

    /** The writer: one instance of its name for all stores in this family. */
    String writer() {
        return writer;
    }

    /** Its tally by a rule; null where there was no room for one. */
    @Nullable
    Tally tally(int rule) {
        return tallies[rule];
    }

    /** Whether there was room for all tallies. */
    boolean isWhole() {
        return tallies[Rules.COUNT - 1] != null;
    }
}
