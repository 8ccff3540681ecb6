package io.whoset.forensics.detect;

/**
 * Keys of one pattern, and what each writer did with them: one docket a rule.
 *
 * <p>Audit thread only.
 */
final class KeyFamily {
    private final String template;
    private final boolean accuses;
    private final Docket[] dockets = new Docket[Rules.COUNT];

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

    /** What is counted for a rule, by its number. */
    Docket docket(int rule) {
        return dockets[rule];
    }
}
