package io.whoset.audit.store;

/**
 * Which stretch of time a chart of writes shows, how finely, and which writes it counts.
 *
 * <p><b>Units, bounds</b> seconds since 1970 UTC, {@code from} inclusive, {@code to} exclusive; both fall on a multiple of {@code step}, the
 * seconds of one bucket; at most 1000 buckets.
 *
 * <p>Immutable.
 *
 * @param from begin of the first bucket
 * @param to end of the last bucket
 * @param step seconds of a bucket
 * @param of which writes; its times, limit and cursor do not count
 */
public record RateQuery(long from, long to, long step, WriteQuery of) {
    /** Most buckets of one answer. */
    public static final int MAX_BUCKETS = 1000;
    /** Writers that an answer tells apart. */
    public static final int MAX_WRITERS = 20;

    private static final long LATEST = 1L << 38;

    /** Widens both ends to whole buckets, and refuses what would be too many of them. */
    public RateQuery {
        if (step < 1 || step > LATEST || from < -LATEST || to > LATEST) {
            throw new IllegalArgumentException("step: saw " + step + ", expected a number of seconds from 1");
        }
        from = Math.floorDiv(from, step) * step;
        to = Math.max(from + step, -Math.floorDiv(-to, step) * step);
        if ((to - from) / step > MAX_BUCKETS) {
            throw new IllegalArgumentException("step: saw " + step + ", expected at least "
                    + -Math.floorDiv(from - to, (long) MAX_BUCKETS) + ": an answer has at most " + MAX_BUCKETS
                    + " buckets");
        }
    }

    /** Of all writes. */
    public RateQuery(long from, long to, long step) {
        this(from, to, step, WriteQuery.newest(1));
    }

    /** A step for this stretch that gives at most so many buckets: a whole number of seconds that divides a minute, hour or day well. */
    public static long stepFor(long from, long to, int buckets) {
        long least = Math.max(1, -Math.floorDiv(from - to, (long) buckets));
        for (long step : new long[] {1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 21_600, 43_200}) {
            if (step >= least) {
                return step;
            }
        }
        return -Math.floorDiv(-least, 86_400) * 86_400;
    }
}
