package io.whoset.audit.store;

import org.jspecify.annotations.Nullable;

/**
 * Which accusations, newest first; null means any.
 *
 * <p><b>Units, bounds</b> times in microseconds since 1970 UTC, {@code from} inclusive, {@code to} exclusive; {@code limit} 1 to 1000.
 *
 * <p>Immutable.
 *
 * @param writer who is accused
 * @param fromMicros from when
 * @param toMicros until when
 * @param limit at most so many
 * @param cursor id of the last finding of the page before: only older ones come
 */
public record FindingQuery(
        @Nullable String writer,
        @Nullable Long fromMicros,
        @Nullable Long toMicros,
        int limit,
        @Nullable String cursor) {
    /** Refuses a limit out of bounds. */
    public FindingQuery {
        if (limit < 1 || limit > WriteQuery.MAX_LIMIT) {
            throw new IllegalArgumentException("limit: saw " + limit + ", expected 1 to " + WriteQuery.MAX_LIMIT);
        }
    }

    /** The newest of all. */
    public static FindingQuery newest(int limit) {
        return new FindingQuery(null, null, null, limit, null);
    }
}
