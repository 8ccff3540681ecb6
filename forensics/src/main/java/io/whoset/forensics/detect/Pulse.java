package io.whoset.forensics.detect;

/**
 * What every store of a writer touches of its {@link Tally}, eight times, once a rule: a class of its own, so that it lies side by side in memory.
 *
 * <p><b>Units</b> microseconds since 1970 UTC.
 *
 * <p>Audit thread only.
 */
abstract class Pulse {
    private long opportunities;
    private long uniform;
    private long fine;
    private long fineConn;
    private long fineMicros;
    private int uniformRun;
    private boolean stirred;

    /** Whether a trait is worth noting where so many are kept: not where all of those are this one. */
    final boolean isNews(long trait, int kept) {
        if (trait != uniform) {
            uniform = trait;
            uniformRun = 0;
        }
        if (uniformRun == kept) {
            return false;
        }
        uniformRun++;
        return true;
    }

    /** The trait of its last stores. */
    final long uniform() {
        return uniform;
    }

    /** How many of its last stores had that one, counted up to so many as are kept. */
    final int uniformRun() {
        return uniformRun;
    }

    /** One more store that could have been odd. */
    final void countOpportunity() {
        opportunities++;
    }

    /** One more that could have been odd and was like the others'. */
    final void countFine(long conn, long micros) {
        opportunities++;
        fine++;
        fineConn = conn;
        fineMicros = micros;
    }

    /** Something odd was seen of it. */
    final void stir() {
        stirred = true;
    }

    /** Whether anything odd was ever seen of it. */
    final boolean isStirred() {
        return stirred;
    }

    final long opportunities() {
        return opportunities;
    }

    /** How many stores were like the others'. */
    final long fine() {
        return fine;
    }

    /** Over which connection the last of those came. */
    final long fineConn() {
        return fineConn;
    }

    /** When the last of those was. */
    final long fineMicros() {
        return fineMicros;
    }
}
