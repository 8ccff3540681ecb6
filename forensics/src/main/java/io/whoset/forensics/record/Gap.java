package io.whoset.forensics.record;

import org.jspecify.annotations.Nullable;

/**
 * Writes that could not be recorded: nothing is ever missing silently.
 *
 * <p>Immutable.
 *
 * @param tsMicros when it was noticed, microseconds since 1970 UTC
 * @param lost how many writes, as far as it is known; 0 where a connection's audit went blind and the number cannot be known
 * @param reason why, one clause for the person at 3 a.m.
 * @param fromMicros from when
 * @param toMicros until when; equal to {@code fromMicros} for one moment
 * @param origin the connection; null where it concerns the whole process
 */
public record Gap(
        long tsMicros,
        long lost,
        String reason,
        long fromMicros,
        long toMicros,
        @Nullable Origin origin) implements AuditEvent {}
