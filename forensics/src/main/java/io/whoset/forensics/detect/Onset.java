package io.whoset.forensics.detect;

/**
 * How a writer's odd stores began: whether it had stored like the others before, until when, and whether it came back over another connection. A
 * writer that turns odd with a new connection was most likely restarted or deployed in between.
 *
 * <p><b>Units</b> microseconds since 1970 UTC.
 *
 * <p>Audit thread only.
 */
final class Onset {
    private long before;
    private long untilMicros;
    private boolean reconnected;

    /** The first odd one, as far as is known now. */
    void odd(long conn, Pulse pulse) {
        before = pulse.fine();
        untilMicros = pulse.fineMicros();
        reconnected = before > 0 && conn != pulse.fineConn();
    }

    /** How many stores were like the others' before the first odd one. */
    long before() {
        return before;
    }

    /** When the last of those was; 0 where there was none. */
    long untilMicros() {
        return untilMicros;
    }

    /** Whether the first odd one came over another connection than the last of those. */
    boolean isReconnected() {
        return reconnected;
    }

    /** For the accusation, given when the first odd one was. */
    String text(long firstOddMicros) {
        if (before == 0) {
            return "; it never stored there as they do";
        }
        return "; until " + Spans.text(firstOddMicros - untilMicros)
                + " before the first of these it stored as they do ("
                + before + (before == 1 ? " time)" : " times)")
                + (reconnected ? ", then came back over another connection" : "");
    }
}
