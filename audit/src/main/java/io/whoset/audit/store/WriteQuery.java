package io.whoset.audit.store;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which writes, newest first; null means any.
 *
 * <p><b>Units, bounds</b> times in microseconds since 1970 UTC, {@code from} inclusive, {@code to} exclusive; {@code limit} 1 to 1000.
 *
 * <p>Immutable.
 *
 * @param key the key's log form, exactly
 * @param prefix begin of the key's log form
 * @param writer the writer
 * @param process the process as the log writes it ({@code 4711 php-fpm}), or its number or its command alone
 * @param digest {@code sha256:} and 64 digits
 * @param verdict the verdict's word, or {@link #BAD} for any but {@code clean}
 * @param cmd the command word
 * @param fromMicros from when
 * @param toMicros until when
 * @param limit at most so many
 * @param cursor id of the last write of the page before: only older ones come
 */
public record WriteQuery(
        @Nullable String key,
        @Nullable String prefix,
        @Nullable String writer,
        @Nullable String process,
        @Nullable String digest,
        @Nullable String verdict,
        @Nullable String cmd,
        @Nullable Long fromMicros,
        @Nullable Long toMicros,
        int limit,
        @Nullable String cursor) {
    /** Every verdict but {@code clean}. */
    public static final String BAD = "bad";

    /** Highest {@code limit}. */
    public static final int MAX_LIMIT = 1000;

    private static final Pattern ID = Pattern.compile("[0-7][0-9a-f]{15}");

    /** Refuses a limit out of bounds, and a cursor that is no id. */
    public WriteQuery {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException("limit: saw " + limit + ", expected 1 to " + MAX_LIMIT);
        }
        if (cursor != null && !ID.matcher(cursor).matches()) {
            throw new IllegalArgumentException("cursor: expected the id of a write");
        }
    }

    /** The newest writes of all. */
    public static WriteQuery newest(int limit) {
        return new WriteQuery(null, null, null, null, null, null, null, null, null, limit, null);
    }

    /** The newest writes of one key. */
    public static WriteQuery ofKey(String key, int limit) {
        return new WriteQuery(key, null, null, null, null, null, null, null, null, limit, null);
    }

    /** The newest writes of keys that begin so. */
    public static WriteQuery ofPrefix(String prefix, int limit) {
        return new WriteQuery(null, prefix, null, null, null, null, null, null, null, limit, null);
    }

    /** The same conditions at any time, from the newest on. */
    WriteQuery atAnyTime() {
        return new WriteQuery(key, prefix, writer, process, digest, verdict, cmd, null, null, limit, null);
    }

    /** Whether it asks for nothing but writer, command and verdict. */
    boolean isOfRollup() {
        return key == null && prefix == null && process == null && digest == null;
    }

    /** The same from this moment on. */
    public WriteQuery from(long micros) {
        return new WriteQuery(key, prefix, writer, process, digest, verdict, cmd, micros, toMicros, limit, cursor);
    }

    /** The same before this write; null for the first page. */
    public WriteQuery olderThan(@Nullable String other) {
        return new WriteQuery(key, prefix, writer, process, digest, verdict, cmd, fromMicros, toMicros, limit, other);
    }
}
