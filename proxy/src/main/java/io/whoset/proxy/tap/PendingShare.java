package io.whoset.proxy.tap;

/**
 * One connection's part of the budget of waiting requests.
 *
 * <p><b>Units, bounds</b> 64 requests are free, so that nobody waits for another connection's server; the rest is taken and given back 64 at a time.
 *
 * <p>Confined to the connection's event loop.
 */
final class PendingShare {
    static final int FREE = 64;

    private final PendingBudget budget;
    private int held;

    PendingShare(PendingBudget budget) {
        this.budget = budget;
    }

    /** So many requests wait now. */
    void onPending(int pending) {
        int wanted = Math.max(0, (pending - 1) / FREE * FREE);
        if (wanted != held) {
            budget.take((long) wanted - held);
            held = wanted;
        }
    }

    /** Whether all together have more waiting than they may, and this connection more than its free ones. */
    boolean isCrowded() {
        return held > 0 && budget.isExceeded();
    }
}
