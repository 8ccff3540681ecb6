package io.whoset.forensics.detect;

/**
 * How many tallies may still be opened, over all families.
 *
 * <p>Audit thread only.
 */
final class TallyBudget {
    private int left;

    TallyBudget(int most) {
        this.left = most;
    }

    /** Takes one, if there is one. */
    boolean take() {
        if (left == 0) {
            return false;
        }
        left--;
        return true;
    }
}
