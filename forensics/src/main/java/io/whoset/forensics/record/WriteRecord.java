package io.whoset.forensics.record;

import io.whoset.protocol.Key;
import org.jspecify.annotations.Nullable;

/**
 * One write, tied to its client: what a {@code write} line of the log says.
 *
 * <p><b>Units</b> {@code tsMicros} microseconds since 1970 UTC; {@code flags} 0 to 2^32-1; {@code exptime} seconds as sent;
 * {@code rttMicros} microseconds. What is not known is null.
 *
 * <p>Immutable.
 *
 * @param origin who sent it
 * @param tsMicros when the whole request had arrived
 * @param cmd the command word as sent
 * @param key the key; null for {@code flush_all}
 * @param flags client flags as sent
 * @param exptime expiry as sent
 * @param payload the data block; null for a write without one
 * @param outcome the reply's first word as sent, {@code none}, {@code lost}, or null where it is not known
 * @param rttMicros from the whole request's arrival to its reply; null where it had none
 * @param interval when the server can have carried it out
 * @param basis when its connection last read the key, since it last stored it; null where it did not, or too many others since
 * @param rides whether it stores and came in one read from the socket right behind a retrieval: pipelined, or smuggled in
 */
public record WriteRecord(
        Origin origin,
        long tsMicros,
        String cmd,
        @Nullable Key key,
        @Nullable Long flags,
        @Nullable Long exptime,
        @Nullable Payload payload,
        @Nullable String outcome,
        @Nullable Long rttMicros,
        Interval interval,
        @Nullable Interval basis,
        boolean rides)
        implements AuditEvent {
    /** A write that arrived alone, or of which that is not known. */
    public WriteRecord(
            Origin origin,
            long tsMicros,
            String cmd,
            @Nullable Key key,
            @Nullable Long flags,
            @Nullable Long exptime,
            @Nullable Payload payload,
            @Nullable String outcome,
            @Nullable Long rttMicros,
            Interval interval) {
        this(origin, tsMicros, cmd, key, flags, exptime, payload, outcome, rttMicros, interval, null, false);
    }
}
