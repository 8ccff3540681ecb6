package io.whoset.forensics.attribution;

import io.whoset.forensics.record.Interval;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * When one connection last read which key: what a store that follows may be based on.
 *
 * <p>A read is over, at the latest, when the connection next waits for no reply: who pipelines reads and writes proves no order.
 *
 * <p><b>Units, bounds</b> the last 64 keys, 24 bytes each; nothing for a connection that never reads. Nanoseconds of the monotonic clock.
 *
 * <p>Confined to the connection's event loop.
 */
final class ReadBasis {
    private static final int MOST = 64;
    private static final int FIRST = 8;
    private static final long OPEN = Long.MIN_VALUE;
    private static final long[] NONE = {};

    private long[] keys = NONE;
    private long[] starts = NONE;
    private long[] ends = NONE;
    private int next;
    private boolean open;

    /** A key is read, by its hash. */
    void read(long key, long nowNanos) {
        int at = find(key);
        if (at < 0) {
            if (next == keys.length && next < MOST) {
                grow();
            }
            at = next % keys.length;
            next = at + 1 == MOST ? 0 : at + 1;
        }
        keys[at] = key;
        starts[at] = nowNanos;
        ends[at] = OPEN;
        open = true;
    }

    private void grow() {
        int length = keys.length == 0 ? FIRST : 2 * keys.length;
        keys = Arrays.copyOf(keys, length);
        starts = Arrays.copyOf(starts, length);
        ends = Arrays.copyOf(ends, length);
    }

    /** No reply is waited for: all that was read is answered. */
    void onIdle(long nowNanos) {
        if (open) {
            open = false;
            for (int i = 0; i < keys.length; i++) {
                ends[i] = ends[i] == OPEN ? nowNanos : ends[i];
            }
        }
    }

    /** When a key was read last, null where it was not since it was last taken. */
    @Nullable
    Interval take(long key) {
        int at = find(key);
        if (at < 0) {
            return null;
        }
        keys[at] = 0;
        return ends[at] == OPEN ? Interval.open(starts[at]) : new Interval(starts[at], ends[at]);
    }

    private int find(long key) {
        for (int i = 0; i < keys.length; i++) {
            if (keys[i] == key) {
                return i;
            }
        }
        return -1;
    }
}
