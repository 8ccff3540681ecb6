package io.whoset.forensics.attribution;

import io.whoset.forensics.record.Interval;
import io.whoset.forensics.record.Payload;
import io.whoset.protocol.Command;
import org.jspecify.annotations.Nullable;

/**
 * A write that waits for its outcome.
 *
 * <p><b>Units</b> {@code arrivedNanos} on the monotonic clock, {@code tsMicros} microseconds since 1970 UTC.
 *
 * <p>Immutable. {@code toString} shows no payload.
 *
 * @param command what was sent
 * @param payload its data block; null where it has none
 * @param arrivedNanos when the whole request had arrived, and was handed upstream
 * @param tsMicros the same on the wall clock
 * @param basis when its connection last read the key
 * @param rides whether it stores and came in one read right behind a retrieval
 */
public record PendingWrite(
        Command command,
        @Nullable Payload payload,
        long arrivedNanos,
        long tsMicros,
        @Nullable Interval basis,
        boolean rides) {}
