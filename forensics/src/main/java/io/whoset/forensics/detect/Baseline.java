package io.whoset.forensics.detect;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What all others do: the ground on which one writer is weighed. It leaves the writer itself out, and who is accused already.
 *
 * <p>Up to a fourth of the family's writers may be sick in the same way, so as many of the worst leave it, too.
 *
 * <p>Immutable.
 *
 * @param writers how many others there are, with or without opportunities
 * @param compared how many of them are counted in the rest
 * @param settled how many of those had five opportunities and more
 * @param odd their odd stores
 * @param opportunities stores of theirs that could have been odd
 * @param worstRate the largest rate of one of them, where few opportunities are no rate
 */
record Baseline(int writers, int compared, int settled, long odd, long opportunities, double worstRate) {
    private static final double COMPANIONS = 0.25;
    private static final int ENOUGH = 5;
    /** Three of four are no rate. */
    private static final double FEW = 20;

    /** Of a docket without one of its writers. */
    static Baseline without(Tally writer, Docket docket) {
        List<Tally> others = new ArrayList<>();
        for (Tally tally : docket.tallies()) {
            if (tally != writer && !tally.isAccused() && tally.opportunities() > 0) {
                others.add(tally);
            }
        }
        int companions = (int) (COMPANIONS * (others.size() + 1)) - 1;
        if (companions > 0) {
            others.sort(Comparator.comparingDouble(Tally::rate));
            while (companions-- > 0 && 3 * others.get(others.size() - 1).rate() > writer.rate()) {
                others.remove(others.size() - 1);
            }
        }
        return sum(docket.tallies().size() - 1, others, writer.confirmed());
    }

    /** What waits counts for the others as it does for the writer: where the truth goes back, all have something that waits. */
    private static Baseline sum(int writers, List<Tally> others, double confirmed) {
        int settled = 0;
        long odd = 0;
        long opportunities = 0;
        double worst = 0;
        for (Tally other : others) {
            settled += other.opportunities() >= ENOUGH ? 1 : 0;
            long own = Math.min(other.chances(), other.evidence(confirmed) + (long) other.excused());
            odd += own;
            opportunities += other.chances();
            worst = Math.max(worst, own / (other.chances() + FEW));
        }
        return new Baseline(writers, others.size(), settled, odd, opportunities, worst);
    }

    /** Share of the others' stores that are odd. */
    double rate() {
        return opportunities == 0 ? 0 : (double) odd / opportunities;
    }

    /** How much speaks for a rate of its own, as a logarithm. */
    double logFactor(Tally writer) {
        return RateTest.logFactor(writer.evidence(), writer.chances(), odd, opportunities);
    }

    /** The same, were all that waits confirmed. */
    double hopefulFactor(Tally writer) {
        long all = writer.odd() + writer.waiting();
        return RateTest.logFactor(all, writer.chances(), odd, opportunities);
    }
}
