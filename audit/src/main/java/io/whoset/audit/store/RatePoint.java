package io.whoset.audit.store;

/**
 * Writes of one writer in one second.
 *
 * <p>Immutable.
 *
 * @param secondEpoch the second, since 1970 UTC
 * @param writer who
 * @param writes how many, at least 1
 */
public record RatePoint(long secondEpoch, String writer, long writes) {}
