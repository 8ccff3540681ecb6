package io.whoset.forensics.detect;

import io.whoset.forensics.record.WriteRecord;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Each server's last {@code flush_all}: it removes every item, which each key's history learns when it is looked at next.
 *
 * <p><b>Units, bounds</b> 1024 servers. A flush with a delay counts from when it was sent: what was stored until then proves nothing more.
 *
 * <p>Audit thread only. <b>Source</b> protocol.txt, "flush_all".
 */
final class Flushes {
    private static final int MAX_SERVERS = 1024;

    private record Flush(long number, WriteRecord write) {}

    private final Map<String, Flush> last = new LinkedHashMap<>(4);
    private long count;

    void onFlush(WriteRecord write) {
        String upstream = write.origin().upstream();
        if (last.size() < MAX_SERVERS || last.containsKey(upstream)) {
            last.put(upstream, new Flush(++count, write));
        }
    }

    /** A history that begins now knows of all flushes. */
    void seen(String upstream, KeyHistory history) {
        Flush flush = last.get(upstream);
        history.flushed(flush == null ? 0 : flush.number());
    }

    /** Tells a history of a flush that it does not know. */
    void apply(String upstream, KeyHistory history, Trial trial) {
        Flush flush = last.get(upstream);
        if (flush != null && history.flushed(flush.number())) {
            WriteRecord write = flush.write();
            history.onGone(write.origin().writer(), write.interval(), write.tsMicros());
            trial.makeVoid(Rules.RESURRECTED, history);
        }
    }
}
