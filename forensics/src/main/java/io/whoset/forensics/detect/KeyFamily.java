package io.whoset.forensics.detect;

import io.whoset.forensics.record.Verdict;
import java.util.HashMap;
import java.util.Map;

/**
 * Keys of one pattern, and what each writer did with them: one docket a rule.
 *
 * <p>Audit thread only.
 */
final class KeyFamily {
    private final String template;
    private final boolean accuses;
    private final Births births = new Births();
    private final Eras eras = new Eras();
    private final Bodies bodies = new Bodies();
    private final Noise noise = new Noise();
    private final Docket[] dockets = new Docket[Rules.COUNT];
    private final Map<String, Seat> seats = new HashMap<>(4);

    KeyFamily(String template, boolean accuses, TallyBudget budget) {
        this.template = template;
        this.accuses = accuses;
        for (int rule = 0; rule < dockets.length; rule++) {
            dockets[rule] = new Docket(budget);
        }
    }

    /** Its pattern. */
    String template() {
        return template;
    }

    /** Whether its keys belong together, so that they can prove something. */
    boolean accuses() {
        return accuses;
    }

    /** What becomes of new values here. */
    Births births() {
        return births;
    }

    /** Which forms came and went here. */
    Eras eras() {
        return eras;
    }

    /** Which bodies are stored under many keys here. */
    Bodies bodies() {
        return bodies;
    }

    /** Which members of values tell no versions here. */
    Noise noise() {
        return noise;
    }

    /** Whether a writer is accused here of this. */
    boolean isAccused(String writer, Verdict verdict, Rules rules) {
        for (int rule = 0; rule < dockets.length; rule++) {
            if (rules.get(rule).verdict() == verdict && dockets[rule].isAccused(writer)) {
                return true;
            }
        }
        return false;
    }

    /** A writer's place here; it is made anew each time where there is no room for it. */
    Seat seat(String writer) {
        Seat seat = seats.get(writer);
        if (seat == null) {
            seat = new Seat(writer, dockets);
            if (seat.isWhole()) {
                seats.put(writer, seat);
            }
        }
        return seat;
    }

    /** What is counted for a rule, by its number. */
    Docket docket(int rule) {
        return dockets[rule];
    }
}
