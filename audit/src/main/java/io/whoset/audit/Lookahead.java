package io.whoset.audit;

import io.whoset.forensics.detect.Judge;
import io.whoset.forensics.record.AuditEvent;
import io.whoset.forensics.record.WriteRecord;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes events from the queue some at a time and tells the judge what comes next, so that it waits for memory once and not for each of them.
 *
 * <p><b>Units, bounds</b> {@link Judge#AHEAD} events.
 *
 * <p>Audit thread only.
 */
final class Lookahead {
    private final AuditQueue queue;
    private final Judge judge;
    private final @Nullable AuditEvent[] events = new AuditEvent[Judge.AHEAD];
    private final List<WriteRecord> writes = new ArrayList<>(Judge.AHEAD);
    private int at;
    private int count;

    Lookahead(AuditQueue queue, Judge judge) {
        this.queue = queue;
        this.judge = judge;
    }

    /** The next event, null where there is none. */
    @Nullable
    AuditEvent poll() {
        if (at == count) {
            take();
        }
        if (at == count) {
            return null;
        }
        AuditEvent event = events[at];
        events[at++] = null;
        return event;
    }

    private void take() {
        at = 0;
        count = 0;
        AuditEvent event = queue.poll();
        while (event != null) {
            events[count++] = event;
            if (event instanceof WriteRecord write) {
                writes.add(write);
            }
            event = count < events.length ? queue.poll() : null;
        }
        try {
            judge.expect(writes);
        } finally {
            writes.clear();
        }
    }

    boolean isEmpty() {
        return at == count && queue.isEmpty();
    }
}
