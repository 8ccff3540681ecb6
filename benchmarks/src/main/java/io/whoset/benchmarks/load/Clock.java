package io.whoset.benchmarks.load;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** What all connections of a run share: the moment, read once a turn, and what was counted. Confined to the run's thread. */
final class Clock {
    private static final int DIGITS = 3;

    private final Histogram latencyNanos = histogram();
    private final Histogram lateNanos = histogram();
    private long measureFrom;
    private long until;
    private double seconds;
    long start;
    long now;
    private long replies;
    private long allReplies;
    private long storedSets;

    /** The clients are connected and begin. */
    void start(Pace pace) {
        start = System.nanoTime();
        now = start;
        measureFrom = start + pace.warm().toNanos();
        until = measureFrom + pace.measured().toNanos();
        seconds = pace.measured().toNanos() / 1e9;
    }

    void read() {
        now = System.nanoTime();
    }

    private static Histogram histogram() {
        return new Histogram(1, TimeUnit.MINUTES.toNanos(2), DIGITS);
    }

    boolean isWarm() {
        return now >= measureFrom;
    }

    boolean isSending() {
        return now < until;
    }

    void onReply(long since, boolean isSet) {
        allReplies++;
        if (isSet) {
            storedSets++;
        }
        if (now >= measureFrom && now < until) {
            replies++;
            latencyNanos.recordValue(Math.max(1, now - since));
        }
    }

    LoadResult result() {
        double late = lateNanos.getTotalCount() == 0 ? 0 : lateNanos.getValueAtPercentile(99) / 1000.0;
        return new LoadResult(seconds, replies, latencyNanos, late, allReplies, storedSets);
    }

    void onLate(long nanos) {
        if (now >= measureFrom) {
            lateNanos.recordValue(Math.max(1, nanos));
        }
    }
}
