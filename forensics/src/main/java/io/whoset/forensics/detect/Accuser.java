package io.whoset.forensics.detect;

import io.whoset.forensics.detect.Rule.Pattern;

/*
 * A writer is accused by a rule in a family when all of this holds:
 *
 * 1. its Bayes factor against all others (RateTest) exceeds 1/a, a = falseAccusations / (writers x rules x families), and leastFactor:
 *    under the null the chance that any writer is ever accused by any rule in any family is at most falseAccusations (Ville, union bound);
 * 2. its rate is three times that of the worst other: slow or unlucky writers exist, and the factor takes peers for equal;
 * 3. the odd stores lie on three keys, or are five on two;
 * 4. two others at least had five opportunities each, and since the first odd store the others had 25;
 * 5. the grace is over: short for who never wrote what the others write, longer for who did, because a shared outage begins at one;
 * 6. nobody else shows the trait (Alibi), and its own pattern is that which the rule asks for;
 * 7. old versions are at least three different values: one body that comes back under many keys is an answer, not a version. Where the others
 *    bring some back in more than one of twenty stores, values go round, and nobody is accused of it.
 */
/**
 * Decides when odd stores prove a bad writer.
 *
 * <p>Audit thread only; keeps nothing.
 */
final class Accuser {
    private static final int KEYS = 3;
    private static final int STORES = 5;
    private static final int LEAST = 4;
    private static final int STORES_KEYS = 2;
    private static final int VERSIONS = 3;
    private static final double COMMON = 0.05;
    private static final int PEERS = 2;
    private static final int PEER_OPPORTUNITIES = 25;
    private static final double WORST_PEER = 3;
    private static final int RETURNS = 3;
    private static final int TURNED = 8;
    private static final int FROM_THE_START = 50;
    private static final double SUSPECT = Math.log(10);

    private final JudgeSettings settings;

    Accuser(JudgeSettings settings) {
        this.settings = settings;
    }

    /** Whether a store that is odd, but not proven to be bad, is worth a word. */
    boolean isSuspect(Rule rule, Docket docket, Tally tally) {
        return tally.odd() > 0 && Baseline.without(tally, docket).hopefulFactor(tally) > SUSPECT;
    }

    /** Whether a writer is proven bad at this moment. */
    boolean isProven(Rule rule, Docket docket, Tally tally, int families, long nowMicros) {
        if (!isEnough(tally) || !isGraceOver(rule, docket, tally, nowMicros) || !hasPattern(rule, tally)) {
            return false;
        }
        Baseline others = Baseline.without(tally, docket);
        if (!isComparable(tally, others) || others.logFactor(tally) <= bound(others, families)) {
            return false;
        }
        return rule.isAboutOrder()
                ? tally.oddTraits().length >= VERSIONS && !docket.comesRound() && others.rate() <= COMMON
                : !rule.needsAlibi() || Alibi.of(tally, docket) == Alibi.NONE;
    }

    /** Whether most others show by now what a writer is charged with. */
    boolean isShared(Rule rule, Docket docket, Tally tally, long trait) {
        return !rule.isAboutOrder() && tally.wasOdd(trait) && Alibi.of(tally, docket) == Alibi.MOST;
    }

    /** Whether what an accused writer did since is what the others do next. */
    boolean isTurned(Tally tally) {
        return tally.droppedSince() >= TURNED && tally.droppedSince() > 2 * tally.oddSince();
    }

    private static boolean isEnough(Tally tally) {
        int keys = tally.keyCount();
        return (keys >= KEYS && tally.evidence() >= LEAST) || (keys >= STORES_KEYS && tally.evidence() >= STORES);
    }

    private boolean isGraceOver(Rule rule, Docket docket, Tally tally, long nowMicros) {
        boolean outage = tally.notOdd() > 0 && mayBeginAtOne(rule, tally);
        if (!outage) {
            return nowMicros - tally.firstOddMicros() >= settings.graceMicros();
        }
        long latest = tally.firstOddMicros();
        for (Tally other : docket.tallies()) {
            latest = other.odd() > 0 ? Math.max(latest, other.firstOddMicros()) : latest;
        }
        return nowMicros - latest >= settings.switchGraceMicros();
    }

    private static boolean mayBeginAtOne(Rule rule, Tally tally) {
        for (long trait : tally.oddTraits()) {
            if (rule.mayBeginAtOne(trait)) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasPattern(Rule rule, Tally tally) {
        boolean mixes = tally.returns() >= RETURNS;
        boolean mismatch =
                tally.notOdd() <= tally.waiting() && tally.bornAt() < FROM_THE_START && tally.evidence() >= STORES;
        if (rule.pattern() == Pattern.STRANGE) {
            return tally.notOdd() <= tally.evidence();
        }
        return rule.pattern() == Pattern.ANY || mixes || (rule.pattern() == Pattern.MIXTURE_OR_MISMATCH && mismatch);
    }

    private static boolean isComparable(Tally tally, Baseline others) {
        return others.settled() >= PEERS
                && others.opportunities() - tally.othersAtFirstOdd() >= PEER_OPPORTUNITIES
                && tally.rate() >= WORST_PEER * others.worstRate();
    }

    private double bound(Baseline others, int families) {
        double hypotheses = (others.writers() + 1.0) * Rules.COUNT * Math.max(1, families);
        return Math.log(Math.max(settings.leastFactor(), hypotheses / settings.falseAccusations()));
    }
}
