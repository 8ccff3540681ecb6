package io.whoset.audit.store;

import org.jspecify.annotations.Nullable;

/**
 * Writes of one writer in one bucket of time.
 *
 * <p>Immutable.
 *
 * @param secondEpoch the bucket's first second, since 1970 UTC
 * @param writer who; null for all that are not told apart
 * @param writes how many, at least 1
 */
public record RatePoint(long secondEpoch, @Nullable String writer, long writes) {}
