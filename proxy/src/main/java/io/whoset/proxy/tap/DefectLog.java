package io.whoset.proxy.tap;

import io.whoset.forensics.record.Origin;
import io.whoset.forensics.record.TimeSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells of defects of the audit, each type once a minute. Safe for many threads. */
final class DefectLog {
    private static final long EVERY_NANOS = 60_000_000_000L;
    private static final int MAX_TYPES = 100;
    private static final Logger log = LoggerFactory.getLogger(DefectLog.class);

    private final TimeSource time;
    private final Map<Class<?>, Long> reported = new ConcurrentHashMap<>();

    DefectLog(TimeSource time) {
        this.time = time;
    }

    void report(Origin origin, Throwable defect) {
        long now = time.nanos();
        Long last = reported.get(defect.getClass());
        if ((last == null && reported.size() < MAX_TYPES) || (last != null && now - last >= EVERY_NANOS)) {
            reported.put(defect.getClass(), now);
            log.atError()
                    .addKeyValue("route", origin.route())
                    .addKeyValue("peer", origin.peer())
                    .addKeyValue("conn", origin.conn())
                    .setCause(defect)
                    .log(
                            "a defect ended the audit of one connection, its bytes are relayed on: please report it with these lines");
        }
    }
}
