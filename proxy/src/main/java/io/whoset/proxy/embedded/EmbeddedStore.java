package io.whoset.proxy.embedded;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.whoset.forensics.record.TimeSource;
import io.whoset.protocol.Key;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The items of the embedded memcached.
 *
 * <p><b>Units, bounds</b> weighs at most the configured number of bytes; beyond, what is least used goes.
 *
 * <p>Safe for many threads: each change of an item is atomic.
 */
final class EmbeddedStore {
    private static final long MICROS = 1_000_000;
    private static final long RELATIVE_LIMIT_SECONDS = 60L * 60 * 24 * 30;

    private final Cache<Key, Item> items;
    private final TimeSource time;
    private final AtomicLong lastCas = new AtomicLong();

    EmbeddedStore(long maxBytes, TimeSource time) {
        this.time = time;
        this.items = Caffeine.newBuilder()
                .maximumWeight(maxBytes)
                .weigher((Key key, Item item) -> key.length() + item.weight())
                .executor(Runnable::run)
                .build();
    }

    /** A living item. */
    @Nullable
    Item get(Key key) {
        Item item = items.getIfPresent(key);
        if (item != null && isExpired(item)) {
            items.asMap().remove(key, item);
            return null;
        }
        return item;
    }

    /** Changes an item in one step; the change sees null where there is no living one, and gives null to remove it. */
    @Nullable
    Item change(Key key, UnaryOperator<@Nullable Item> change) {
        return items.asMap().compute(key, (same, item) -> change.apply(item == null || isExpired(item) ? null : item));
    }

    void invalidateAll() {
        items.invalidateAll();
    }

    long size() {
        return items.estimatedSize();
    }

    long nextCas() {
        return lastCas.incrementAndGet();
    }

    /** When an item with this exptime dies, seconds (protocol.txt, "Expiration times"): negative at once, over 30 days a date. */
    long expiry(long exptime) {
        if (exptime == 0) {
            return Item.NEVER;
        }
        if (exptime < 0) {
            return 0;
        }
        return exptime > RELATIVE_LIMIT_SECONDS ? exptime : nowSeconds() + exptime;
    }

    long nowSeconds() {
        return time.epochMicros(time.nanos()) / MICROS;
    }

    private boolean isExpired(Item item) {
        return item.expiresAtSeconds() != Item.NEVER && item.expiresAtSeconds() <= nowSeconds();
    }
}
