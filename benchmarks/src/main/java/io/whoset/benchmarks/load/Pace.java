package io.whoset.benchmarks.load;

import java.time.Duration;

/**
 * How long a run takes and how fast it goes.
 *
 * <p>Immutable.
 *
 * @param warm before anything is measured
 * @param measured the part that counts
 * @param perSecond requests a second of all connections together, whose latency counts from the moment at which each was due; 0: the next as soon
 *     as there is room
 * @param sources clients' addresses, 127.0.1.1 and up, 1 to 250
 */
public record Pace(Duration warm, Duration measured, double perSecond, int sources) {
    /** Whether requests are due at fixed moments. */
    boolean isFixed() {
        return perSecond > 0;
    }
}
