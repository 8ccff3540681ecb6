package io.whoset.proxy.count;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * A number of writes for each kind, at one moment.
 *
 * <p>Immutable.
 *
 * @param byKind all kinds
 */
public record WriteCounts(Map<WriteKind, Long> byKind) {
    /** None of any kind. */
    public static final WriteCounts ZERO = of(kind -> 0);

    /** Copies the map. */
    public WriteCounts {
        byKind = Map.copyOf(byKind);
    }

    static WriteCounts of(ToLongFunction<WriteKind> number) {
        Map<WriteKind, Long> all = new EnumMap<>(WriteKind.class);
        for (WriteKind kind : WriteKind.values()) {
            all.put(kind, number.applyAsLong(kind));
        }
        return new WriteCounts(all);
    }

    /** What a server's {@code stats} say; null where a counter is missing. */
    public static @Nullable WriteCounts ofStats(Map<String, String> stats) {
        for (WriteKind kind : WriteKind.values()) {
            if (!kind.stats().stream().allMatch(name -> isNumber(stats.get(name)))) {
                return null;
            }
        }
        return of(kind -> kind.stats().stream()
                .mapToLong(name -> Long.parseUnsignedLong(stats.getOrDefault(name, "0")))
                .sum());
    }

    private static boolean isNumber(@Nullable String text) {
        return text != null && text.matches("\\d{1,19}");
    }

    /** Of one kind. */
    public long of(WriteKind kind) {
        return byKind.getOrDefault(kind, 0L);
    }

    /** Both together. */
    public WriteCounts plus(WriteCounts other) {
        return of(kind -> of(kind) + other.of(kind));
    }
}
