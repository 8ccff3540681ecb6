package io.whoset.forensics.detect;

import io.whoset.forensics.record.Interval;
import io.whoset.forensics.record.WriteRecord;
import org.jspecify.annotations.Nullable;

/**
 * A fill that crossed an invalidation: read, then another client's removal, then stored, with no read in between. Exactly what a lease would have
 * refused. It may still carry fresh data, so that it is said only of what was there before the removal, and is a suspect and no more.
 *
 * <p>Audit thread only. <b>Source</b> Nishtala et al., Scaling Memcache at Facebook, NSDI 2013, 3.2.1.
 */
final class Crossings {
    private static final long LEASE_NANOS = 10_000_000_000L;

    private Crossings() {}

    /** Why a store is odd, null where it is not, or where nothing was read over its connection. */
    static @Nullable String why(Sighting store, WriteRecord write, KeyHistory history) {
        Interval read = write.basis();
        Removal removal = history.removal();
        if (read == null || removal == null || removal.writer().equals(store.writer()) || isChecked(write)) {
            return null;
        }
        boolean crossed =
                read.isBefore(removal.interval()) && removal.interval().isBefore(store.interval());
        long nanos = store.interval().startNanos() - read.startNanos();
        return crossed && nanos <= LEASE_NANOS && removal.digest() == store.digest()
                ? "was read " + Spans.text(nanos / 1000) + " before it was stored, and " + removal.writer()
                        + " removed it in between"
                : null;
    }

    /** Whether the server compared a cas unique. */
    private static boolean isChecked(WriteRecord write) {
        return write.cmd().equals("cas");
    }
}
