package io.whoset.forensics.detect;

import java.util.List;

/**
 * The rules that are weighed against peers, in the order of their numbers. A new rule is one more line here.
 *
 * <p>Immutable.
 */
final class Rules {
    /** How many there are. */
    static final int COUNT = 8;

    /** Number of the rule that waits for no removal. */
    static final int RESURRECTED = 1;

    /** Number of the rule about lifetimes, which also hears of stores that leave nothing. */
    static final int LIFETIME = 2;

    private final List<Rule> rules;

    Rules(long dwellMicros, Homes homes) {
        rules = List.of(
                new OldValue(dwellMicros),
                new Resurrected(dwellMicros),
                new LifetimeClash(),
                new Loss(),
                new TypeClash(),
                new Dissent(),
                new Era(),
                new Foreign(homes));
    }

    /** A rule by its number. */
    Rule get(int number) {
        return rules.get(number);
    }
}
