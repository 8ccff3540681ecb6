package io.whoset.audit;

import io.whoset.forensics.record.AuditEvent;
import io.whoset.forensics.record.Bypass;
import io.whoset.forensics.record.Gap;
import io.whoset.forensics.record.WriteRecord;
import org.jspecify.annotations.Nullable;

/**
 * Counts writes that were dropped, until a gap line is made of them.
 *
 * <p>Safe for many threads.
 */
final class MissedWrites {
    private final String reason;
    private long lost;
    private long events;
    private long fromMicros;
    private long toMicros;

    MissedWrites(String reason) {
        this.reason = reason;
    }

    /** Notes an event that will not be recorded: a write counts, a gap brings its own count. Gives how many writes that were. */
    synchronized long note(AuditEvent event) {
        long more = event instanceof WriteRecord ? 1 : 0;
        if (event instanceof Gap gap) {
            more = gap.lost();
        }
        if (event instanceof Bypass bypass) {
            more = bypass.writes();
        }
        fromMicros = events == 0 ? event.tsMicros() : Math.min(fromMicros, event.tsMicros());
        toMicros = events == 0 ? event.tsMicros() : Math.max(toMicros, event.tsMicros());
        events++;
        lost += more;
        return more;
    }

    /** The gap since the last call, null where nothing was dropped. */
    synchronized @Nullable Gap take(long nowMicros) {
        if (events == 0) {
            return null;
        }
        Gap gap = new Gap(nowMicros, lost, reason, fromMicros, toMicros, null);
        events = 0;
        lost = 0;
        return gap;
    }
}
