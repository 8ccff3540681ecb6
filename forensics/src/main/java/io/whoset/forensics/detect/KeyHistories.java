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
 * <p><b>Units, bounds</b> bytes, estimated.
 *
 * <p>Audit thread only: evictions run on the caller.
 */
final class KeyHistories {
    /** One key of one server. */
    private record Place(String upstream, Key key) {}

    private final Cache<Place, KeyHistory> histories;

    KeyHistories(long maxBytes, Consumer<KeyHistory> onEvicted) {
        histories = Caffeine.newBuilder()
                .maximumWeight(maxBytes)
                .weigher((Place place, KeyHistory history) -> history.weight())
                .evictionListener((@Nullable Place place, @Nullable KeyHistory history, RemovalCause cause) -> {
                    if (history != null) {
                        onEvicted.accept(history);
                    }
                })
                .executor(Runnable::run)
                .recordStats()
                .build();
    }

    /** A key's history, null where none is known. */
    @Nullable
    KeyHistory find(String upstream, Key key) {
        return histories.getIfPresent(new Place(upstream, key));
    }

    /** Keeps a history, weighed anew. */
    void keep(String upstream, Key key, KeyHistory history) {
        histories.put(new Place(upstream, key), history);
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
