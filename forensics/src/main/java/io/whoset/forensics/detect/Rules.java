package io.whoset.forensics.detect;

import java.util.List;

/**
 * The rules that are weighed against peers, in the order of their numbers. A new rule is one more line here.
 *
 * <p>Immutable.
 */
final class Rules {
    /** How many there are. */
    static final int COUNT = 5;

    private final List<Rule> rules;

    Rules(long dwellMicros) {
        rules = List.of(new OldValue(dwellMicros), new Loss(), new TypeClash(), new LifetimeClash(), new Dissent());
    }

    /** A rule by its number. */
    Rule get(int number) {
        return rules.get(number);
    }
}
