package io.whoset.audit.store;

import io.whoset.audit.log.WriteRow;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a writer's stale and poisonous writes still do: which keys hold one of them, until when, and what belongs there.
 *
 * <p>Immutable.
 *
 * @param writer whose
 * @param firstMicros its first bad write that is known, microseconds since 1970 UTC; 0 for none
 * @param lastMicros its last one
 * @param writes how many there are
 * @param keys keys whose newest version is one of them, the newest first, at most 1000
 * @param more whether there are more keys
 */
public record Damage(String writer, long firstMicros, long lastMicros, long writes, List<Damaged> keys, boolean more) {
    /**
     * One key.
     *
     * @param bad the write that it holds
     * @param good the newest clean version of another writer, null where none is known
     * @param untilMicros when the bad version expires, 0 for never
     */
    public record Damaged(WriteRow bad, @Nullable WriteRow good, long untilMicros) {}
}
