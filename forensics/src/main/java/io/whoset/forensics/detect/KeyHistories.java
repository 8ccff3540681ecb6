package io.whoset.forensics.detect;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import io.whoset.protocol.Key;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The histories of all keys, of which the least used go when they weigh too much. What went proves nothing.
 *
 * <p><b>Units, bounds</b> bytes, estimated, each history's rounded up to 256; for up to 32 looks the bound may be exceeded by what came meanwhile.
 *
 * <p>Audit thread only: evictions run on the caller.
 */
final class KeyHistories {
    private static final int STEP = 256;
    private static final int LOOKS = 32;

    /** One key of one server. */
    private record Place(String upstream, Key key) {}

    private final Cache<Place, KeyHistory> histories;
    private @Nullable Runnable upkeep;
    private int looks;

    KeyHistories(long maxBytes, Consumer<KeyHistory> onEvicted) {
        histories = Caffeine.newBuilder()
                .maximumWeight(maxBytes)
                .weigher((Place place, KeyHistory history) -> rounded(history.weight()))
                .evictionListener((@Nullable Place place, @Nullable KeyHistory history, RemovalCause cause) -> {
                    if (history != null) {
                        onEvicted.accept(history);
                    }
                })
                .executor(task -> upkeep = task)
                .recordStats()
                .build();
    }

    /** A key's history, null where none is known. */
    @Nullable
    KeyHistory find(String upstream, Key key) {
        if (++looks % LOOKS == 0) {
            keepUp();
        }
        return histories.getIfPresent(new Place(upstream, key));
    }

    /** The cache's own work costs half when it is done for many looks at once. */
    private void keepUp() {
        Runnable task = upkeep;
        upkeep = null;
        if (task != null) {
            task.run();
        }
    }

    /** Keeps a history that weighed so much before, a negative number where it is new. */
    void keep(String upstream, Key key, KeyHistory history, int before) {
        if (before < 0 || rounded(history.weight()) != rounded(before)) {
            histories.put(new Place(upstream, key), history);
        }
    }

    /** To be weighed anew is dear; rounded up, a history is so only now and then. */
    private static int rounded(int bytes) {
        return (bytes + STEP - 1) / STEP * STEP;
    }

    /** How many histories went for want of room. */
    long evicted() {
        return histories.stats().evictionCount();
    }

    /** How many histories there are. */
    long size() {
        return histories.estimatedSize();
    }
}
