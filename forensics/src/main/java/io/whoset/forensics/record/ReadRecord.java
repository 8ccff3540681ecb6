package io.whoset.forensics.record;

import io.whoset.protocol.Key;

/**
 * One key of a retrieval, as far as judgement needs it; it has no line in the log.
 *
 * <p>Immutable.
 *
 * @param origin who read
 * @param tsMicros when the whole request had arrived, microseconds since 1970 UTC
 * @param key what was asked for
 * @param hit whether the server had it
 * @param interval when the server can have carried it out
 */
public record ReadRecord(Origin origin, long tsMicros, Key key, boolean hit, Interval interval) implements AuditEvent {}
