package io.whoset.forensics.detect;

import io.whoset.forensics.record.Interval;
import io.whoset.forensics.record.ReadRecord;
import io.whoset.protocol.Key;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A fill that crossed an invalidation: read, then another client's removal, then stored, with no read in between. Exactly what a lease would have
 * refused. It may still carry fresh data, so that it is said only of what was there before the removal, and is a suspect and no more.
 *
 * <p><b>Units, bounds</b> the last 64 keys read of each of 4096 connections, about 100 bytes a key; reads older than ten seconds say nothing.
 *
 * <p>Audit thread only. <b>Source</b> Nishtala et al., Scaling Memcache at Facebook, NSDI 2013, 3.2.1.
 */
final class Crossings {
    private static final int KEYS = 64;
    private static final int CONNS = 4096;
    private static final long LEASE_NANOS = 10_000_000_000L;

    private static final class Newest<K, V> extends LinkedHashMap<K, V> {
        private static final long serialVersionUID = 1;
        private final int most;

        Newest(int most) {
            super(4, 0.75f, true);
            this.most = most;
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > most;
        }
    }

    private final Map<Long, Newest<Key, Interval>> reads = new Newest<>(CONNS);

    /** A key was read. */
    void onRead(ReadRecord read) {
        reads.computeIfAbsent(read.origin().conn(), c -> new Newest<>(KEYS)).put(read.key(), read.interval());
    }

    /** Why a store is odd, null where it is not, or where nothing was read over its connection. */
    @Nullable
    String why(Sighting store, Key key, KeyHistory history, boolean checked) {
        Newest<Key, Interval> own = reads.get(store.conn());
        Interval read = own == null ? null : own.remove(key);
        Removal removal = history.removal();
        if (read == null || removal == null || checked || removal.writer().equals(store.writer())) {
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
}
