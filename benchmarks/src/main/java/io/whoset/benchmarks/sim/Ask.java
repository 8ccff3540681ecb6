package io.whoset.benchmarks.sim;

/**
 * One fill: a server asked the source for an item.
 *
 * <p>Immutable.
 *
 * @param server number of the server, from 1
 * @param item which item
 * @param version what the truth was when the source was read
 * @param micros when that was
 */
public record Ask(int server, int item, int version, long micros) {}
