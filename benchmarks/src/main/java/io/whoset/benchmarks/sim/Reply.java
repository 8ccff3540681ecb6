package io.whoset.benchmarks.sim;

/**
 * What the cache said.
 *
 * <p>Immutable.
 *
 * @param word first word of the reply; {@code none} for a silent request
 * @param hit whether a retrieval found the key
 * @param cas the item's cas unique where it was found
 */
public record Reply(String word, boolean hit, long cas) {}
