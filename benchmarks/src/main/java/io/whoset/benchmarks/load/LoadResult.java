package io.whoset.benchmarks.load;

import org.HdrHistogram.Histogram;

/**
 * What a run saw.
 *
 * @param seconds length of the measured part
 * @param replies replies in the measured part
 * @param latencyNanos their latency: since they were sent, or since they were due
 * @param latestSendMicros 99th percentile of how late the generator itself was with requests that were due at a moment, 0 where none was
 * @param allReplies replies of the whole run, warm-up included
 * @param storedSets sets of the whole run that were answered {@code STORED}
 */
public record LoadResult(
        double seconds,
        long replies,
        Histogram latencyNanos,
        double latestSendMicros,
        long allReplies,
        long storedSets) {
    /** Replies a second. */
    public double perSecond() {
        return replies / seconds;
    }

    /** A percentile of latency, microseconds. */
    public double micros(double percentile) {
        return latencyNanos.getValueAtPercentile(percentile) / 1000.0;
    }
}
