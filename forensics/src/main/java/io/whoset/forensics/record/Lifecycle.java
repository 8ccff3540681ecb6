package io.whoset.forensics.record;

import java.util.Map;

/**
 * The process started or stopped.
 *
 * <p>Immutable.
 *
 * @param tsMicros when, microseconds since 1970 UTC
 * @param kind which of both
 * @param facts further fields of the line, e.g. {@code version}, {@code pid}, {@code writes}: whole numbers ({@link Long}, {@link Integer})
 *     or texts; no secrets
 */
public record Lifecycle(long tsMicros, Kind kind, Map<String, Object> facts) implements AuditEvent {
    /** Start or stop. */
    public enum Kind {
        /** Listeners are up. */
        START,
        /** The log ends here in good order. */
        STOP
    }

    /** Copies the facts. */
    public Lifecycle {
        facts = Map.copyOf(facts);
    }
}
