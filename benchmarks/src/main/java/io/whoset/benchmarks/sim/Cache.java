package io.whoset.benchmarks.sim;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A memcached as far as judgement can tell: expiry, cas, refusals, hidden deletions.
 *
 * <p>Confined to its world's thread. <b>Source</b> protocol.txt; memcached 1.6.18.
 */
final class Cache {
    private static final long SECOND = 1_000_000;
    private static final long THIRTY_DAYS = 60L * 60 * 24 * 30;
    private static final int LARGEST = 1 << 20;

    private record Item(long expiresMicros, long cas) {}

    private final Map<String, Item> items = new HashMap<>();
    private long cas = 1;

    Reply execute(Request request, long nowMicros) {
        Item item = live(request.key(), nowMicros);
        return switch (request.cmd()) {
            case "get", "gets", "mg" ->
                new Reply(item == null ? "END" : "VALUE", item != null, item == null ? 0 : item.cas());
            case "delete" -> changed(items.remove(request.key()) == null || item == null ? "NOT_FOUND" : "DELETED");
            case "md" -> changed(items.remove(request.key()) == null || item == null ? "NF" : "HD");
            case "flush_all" -> {
                items.clear();
                yield changed("OK");
            }
            case "incr" -> changed(item == null ? "NOT_FOUND" : "7");
            default -> store(request, item, nowMicros);
        };
    }

    private static Reply changed(String word) {
        return new Reply(word, false, 0);
    }

    private @Nullable Item live(String key, long nowMicros) {
        Item item = items.get(key);
        return item == null || item.expiresMicros() <= nowMicros ? null : item;
    }

    private Reply store(Request request, @Nullable Item item, long nowMicros) {
        Value value = request.value();
        if (value == null) {
            return changed("ERROR");
        }
        if (value.bytes().length > LARGEST) {
            items.remove(request.key());
            return changed("SERVER_ERROR");
        }
        String refusal = refusal(request, item);
        if (refusal != null) {
            return changed(refusal);
        }
        items.put(request.key(), new Item(expires(value.exptime(), nowMicros), cas++));
        return changed(request.cmd().equals("ms") ? "HD" : "STORED");
    }

    private static @Nullable String refusal(Request request, @Nullable Item item) {
        return switch (request.cmd()) {
            case "add" -> item == null ? null : "NOT_STORED";
            case "replace" -> item == null ? "NOT_STORED" : null;
            case "cas" -> item == null ? "NOT_FOUND" : item.cas() == request.cas() ? null : "EXISTS";
            default -> null;
        };
    }

    private static long expires(long exptime, long nowMicros) {
        if (exptime < 0) {
            return 0;
        }
        return exptime == 0 ? Long.MAX_VALUE : exptime > THIRTY_DAYS ? exptime * SECOND : nowMicros + exptime * SECOND;
    }

    /** Something pushed an item out. */
    void evict(String key) {
        items.remove(key);
    }

    /** A restart: nothing is left, and cas uniques begin again. */
    void restart() {
        items.clear();
        cas = 1;
    }
}
