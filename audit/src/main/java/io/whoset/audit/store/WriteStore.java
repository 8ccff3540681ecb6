package io.whoset.audit.store;

import io.whoset.audit.log.FindingRow;
import io.whoset.audit.log.WriteRow;
import java.util.List;
import java.util.Optional;

/**
 * Answers questions about the log. What it says may lag behind the log by about a second.
 *
 * <p>Safe for many threads; never called on an event loop.
 *
 * <p><b>Errors</b> {@link StoreException} where the index cannot answer.
 */
public interface WriteStore {
    /** All writers, the accused first, then by suspect writes, then by writes; at most 1000. */
    List<WriterRow> writers();

    /** One writer, empty where it has no write in the store. */
    Optional<WriterRow> writer(String writer);

    /** What a writer's bad writes still do. */
    Damage damage(String writer);

    /** Writes that match, newest first. */
    Page<WriteRow> writes(WriteQuery query);

    /** Accusations, newest first, at most {@code limit} (1 to 1000). */
    List<FindingRow> findings(int limit);

    /** Writes by second and writer since then (seconds since 1970), oldest first, at most one hour. */
    List<RatePoint> rates(long sinceSecondEpoch);

    /** Since when the store knows writes, microseconds since 1970 UTC; 0 where it is empty. */
    long sinceMicros();
}
