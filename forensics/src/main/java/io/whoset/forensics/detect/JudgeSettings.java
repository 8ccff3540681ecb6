package io.whoset.forensics.detect;

import java.util.List;

/**
 * How much the judge remembers, and how sure it must be.
 *
 * <p><b>Units, bounds</b> bytes and microseconds; every number is positive.
 *
 * <p>Immutable.
 *
 * @param historyBytes weight of all key histories together; the least used go first
 * @param families how many key families are told apart; the rest never accuses
 * @param tallies how many (writer, rule, family) counts are kept, about 600 bytes each
 * @param falseAccusations the accepted chance of one false accusation, shared by all writers, rules and families
 * @param leastFactor an accusation's Bayes factor is never lower
 * @param graceMicros how long a first charge waits for company, where the writer never wrote what the others write
 * @param switchGraceMicros how long, where the writer did so before
 * @param dwellMicros how long a version must have been superseded before its return is odd; younger ones are lost races
 * @param userRules the configuration's own rules
 */
public record JudgeSettings(
        long historyBytes,
        int families,
        int tallies,
        double falseAccusations,
        double leastFactor,
        long graceMicros,
        long switchGraceMicros,
        long dwellMicros,
        List<UserRule> userRules) {
    /** 64 MiB of histories, one false accusation in a hundred fleets, no rules of the user's. */
    public static final JudgeSettings DEFAULT =
            new JudgeSettings(64L << 20, 2000, 100_000, 0.01, 2000, 4_000_000, 30_000_000, 2_000_000, List.of());

    /** Copies the rules. */
    public JudgeSettings {
        userRules = List.copyOf(userRules);
        if (Math.min(Math.min(historyBytes, graceMicros), Math.min(families, tallies)) <= 0) {
            throw new IllegalArgumentException("the judge's bounds are positive");
        }
    }

    /** The same with these rules of the user's. */
    public JudgeSettings withUserRules(List<UserRule> rules) {
        return new JudgeSettings(
                historyBytes,
                families,
                tallies,
                falseAccusations,
                leastFactor,
                graceMicros,
                switchGraceMicros,
                dwellMicros,
                rules);
    }

    /** The same with this weight of histories. */
    public JudgeSettings withHistoryBytes(long bytes) {
        return new JudgeSettings(
                bytes,
                families,
                tallies,
                falseAccusations,
                leastFactor,
                graceMicros,
                switchGraceMicros,
                dwellMicros,
                userRules);
    }
}
