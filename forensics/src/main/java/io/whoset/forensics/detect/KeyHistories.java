package io.whoset.forensics.detect;

import io.whoset.forensics.record.WriteRecord;
import io.whoset.protocol.Key;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/*
 * One thread looks up one key a write, and most of what that costs is waiting for memory: a general cache has a table, a node, a key of its own and
 * queues beside the history, each a line to wait for. Here a bucket leads to the history itself. See docs/decisions/0009.
 */
/**
 * The histories of all keys, of which some go when they weigh too much: by SIEVE those that came longest ago and were not wanted since the hand came
 * by last. What went proves nothing.
 *
 * <p><b>Units, bounds</b> bytes, estimated. One bucket for each 512 bytes of the bound, 4 bytes each; of more than 32 histories in one bucket, which only
 * keys made for it bring about, the oldest goes.
 *
 * <p>Audit thread only: evictions run on the caller. <b>Source</b> Zhang et al., SIEVE is Simpler than LRU, NSDI 2024.
 */
final class KeyHistories {
    private static final int BYTES_A_BUCKET = 512;
    private static final int MOST_BUCKETS = 1 << 26;
    private static final int MOST_IN_BUCKET = 32;

    private final long maxBytes;
    private final Consumer<KeyHistory> onEvicted;
    private final @Nullable Kept[] buckets;
    private final int shift;
    private final @Nullable Kept[] expected = new Kept[Judge.AHEAD];
    private final int[] hashes = new int[Judge.AHEAD];
    private @Nullable Kept oldest;
    private @Nullable Kept newest;
    private @Nullable Kept hand;
    private long bytes;
    private long size;
    private long evicted;

    // written so that what is read for the sake of reading is read
    @SuppressWarnings("UnusedVariable")
    private long touched;

    KeyHistories(long maxBytes, Consumer<KeyHistory> onEvicted) {
        this.maxBytes = maxBytes;
        this.onEvicted = onEvicted;
        int bits = Long.SIZE - Long.numberOfLeadingZeros(Math.min(maxBytes / BYTES_A_BUCKET, MOST_BUCKETS - 1) | 1);
        this.buckets = new Kept[1 << bits];
        this.shift = Integer.SIZE - bits;
    }

    /** A key's history, null where none is known. */
    @Nullable
    KeyHistory find(String upstream, Key key) {
        int hash = Kept.hash(upstream, key);
        for (Kept kept = buckets[hash >>> shift]; kept != null; kept = kept.next) {
            if (kept.hash == hash && key.equals(kept.key) && upstream.equals(kept.upstream)) {
                kept.wanted = true;
                return (KeyHistory) kept;
            }
        }
        return null;
    }

    /** Reads what the next writes will need, so that the waiting for memory goes on for all of them at once. */
    void expect(List<WriteRecord> next) {
        int count = Math.min(next.size(), expected.length);
        for (int i = 0; i < count; i++) {
            WriteRecord write = next.get(i);
            Key key = write.key();
            hashes[i] = key == null ? 0 : Kept.hash(write.origin().upstream(), key);
            expected[i] = buckets[hashes[i] >>> shift];
        }
        long sum = 0;
        for (int i = 0; i < count; i++) {
            Kept kept = expected[i];
            while (kept != null && kept.hash != hashes[i]) {
                kept = kept.next;
            }
            expected[i] = kept;
        }
        for (int i = 0; i < count; i++) {
            Kept kept = expected[i];
            sum += kept == null ? 0 : kept.touch();
            expected[i] = null;
        }
        touched = sum;
    }

    /** Keeps a history that is new. */
    void add(KeyHistory history) {
        history.next = buckets[history.hash >>> shift];
        buckets[history.hash >>> shift] = history;
        history.older = newest;
        if (newest == null) {
            oldest = history;
        } else {
            newest.newer = history;
        }
        newest = history;
        size++;
        thin(history);
        weigh(history);
    }

    /** Weighs a history anew, which may make others go. */
    void weigh(KeyHistory history) {
        int weight = history.weight();
        bytes += weight - history.counted;
        history.counted = weight;
        while (bytes > maxBytes && oldest != null) {
            Kept victim = hand == null ? oldest : hand;
            while (victim.wanted) {
                victim.wanted = false;
                victim = victim.newer == null ? oldest : victim.newer;
            }
            evict(victim);
        }
    }

    private void thin(Kept first) {
        int count = 1;
        Kept last = first;
        while (last.next != null) {
            last = last.next;
            count++;
        }
        if (count > MOST_IN_BUCKET) {
            hand = last == hand ? last.newer : hand;
            Kept before = hand;
            evict(last);
            hand = before;
        }
    }

    private void evict(Kept victim) {
        hand = victim.newer;
        if (victim.older == null) {
            oldest = victim.newer;
        } else {
            victim.older.newer = victim.newer;
        }
        if (victim.newer == null) {
            newest = victim.older;
        } else {
            victim.newer.older = victim.older;
        }
        unchain(victim);
        bytes -= victim.counted;
        size--;
        evicted++;
        onEvicted.accept((KeyHistory) victim);
    }

    private void unchain(Kept victim) {
        int bucket = victim.hash >>> shift;
        Kept before = buckets[bucket];
        if (before == victim) {
            buckets[bucket] = victim.next;
            return;
        }
        while (before != null && before.next != victim) {
            before = before.next;
        }
        if (before != null) {
            before.next = victim.next;
        }
    }

    /** How many histories went for want of room. */
    long evicted() {
        return evicted;
    }

    /** How many histories there are. */
    long size() {
        return size;
    }
}
