package io.whoset.forensics.detect;

/*
 * Bayes factor of "two rates" against "one common rate", both with Jeffreys priors Beta(1/2, 1/2):
 *
 *   B(kw+.5, nw-kw+.5) B(ko+.5, no-ko+.5) / ( B(.5, .5) B(k+.5, n-k+.5) ),  k = kw+ko, n = nw+no.
 *
 * It may be looked at after every write: under the null its expectation is at most 1 at any stopping time, so that it ever exceeds 1/a with a
 * chance of at most a (Ville's inequality). One-sided: a writer that is odd less often than the others has a factor of 1.
 * Refused: Wilson and other intervals of a fixed n (not safe under repeated looks), SPRT (needs the culprit's rate, which is 1 % or 100 %).
 */
/**
 * How much more likely two counts are if a writer is odd at a rate of its own than if it is like the others.
 *
 * <p><b>Units</b> natural logarithm of a factor; 0 says nothing.
 *
 * <p>Safe for many threads.
 */
final class RateTest {
    private static final double PRIOR = 0.5;
    private static final double LOG_PRIOR = LogGamma.beta(PRIOR, PRIOR);

    private RateTest() {}

    /** The writer was odd {@code odd} of {@code all} times, the others {@code othersOdd} of {@code othersAll}. */
    static double logFactor(long odd, long all, long othersOdd, long othersAll) {
        if (all == 0 || othersAll == 0 || odd * (double) othersAll <= othersOdd * (double) all) {
            return 0;
        }
        return logBeta(odd, all)
                + logBeta(othersOdd, othersAll)
                - LOG_PRIOR
                - logBeta(odd + othersOdd, all + othersAll);
    }

    private static double logBeta(long odd, long all) {
        return LogGamma.beta(odd + PRIOR, all - odd + PRIOR);
    }
}
