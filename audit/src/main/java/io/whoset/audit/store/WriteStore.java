package io.whoset.audit.store;

import io.whoset.audit.log.FindingRow;
import io.whoset.audit.log.WriteRow;
import io.whoset.forensics.record.RecordId;
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

    /** Writes with these ids that it still has, newest first; at most 1000 ids. */
    List<WriteRow> writes(List<RecordId> ids);

    /** Keys that begin so, those written last first, at most {@code limit} (1 to 1000), out of the newest writes that match. */
    List<KeyRow> keys(String prefix, int limit);

    /** Accusations that match, newest first. */
    Page<FindingRow> findings(FindingQuery query);

    /** One accusation, empty where it is not known. */
    Optional<FindingRow> finding(RecordId id);

    /** Writes by bucket and writer, oldest first; buckets without writes are absent. */
    List<RatePoint> rates(RateQuery query);

    /** Since when the store knows writes, microseconds since 1970 UTC; 0 where it is empty. */
    long sinceMicros();
}
