package io.whoset.forensics.record;

/**
 * One rule's reason to distrust one write: an entry of a write line's {@code findings}.
 *
 * <p>Immutable.
 *
 * @param rule the rule's name, kebab-case, e.g. {@code old-value}
 * @param why one sentence with the facts, for a person
 */
public record Oddity(String rule, String why) {}
