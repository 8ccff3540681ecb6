package io.whoset.forensics.record;

/**
 * Writes went to a server around whoset, or do so no more.
 *
 * <p>Immutable.
 *
 * @param tsMicros when it was noticed, microseconds since 1970 UTC
 * @param fromMicros since when at the earliest
 * @param route name of the route whose server it is
 * @param upstream the server
 * @param writes how many since then, at least; 0 where it is over
 * @param known true from now on; false where it is over
 */
public record Bypass(long tsMicros, long fromMicros, String route, String upstream, long writes, boolean known)
        implements AuditEvent {}
