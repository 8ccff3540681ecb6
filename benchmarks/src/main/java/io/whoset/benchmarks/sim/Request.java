package io.whoset.benchmarks.sim;

import org.jspecify.annotations.Nullable;

/**
 * One command for the cache.
 *
 * <p>Immutable.
 *
 * @param cmd its word
 * @param key the key, empty for {@code flush_all}
 * @param value what it stores, null where nothing
 * @param noreply whether the server shall keep silent
 * @param cas what {@code cas} asks for, 0 for none
 * @param rides whether it arrived behind another command of the same read
 */
public record Request(String cmd, String key, @Nullable Value value, boolean noreply, long cas, boolean rides) {
    /** A store. */
    public static Request store(String cmd, String key, Value value) {
        return new Request(cmd, key, value, false, 0, false);
    }

    /** Anything without a value. */
    public static Request of(String cmd, String key) {
        return new Request(cmd, key, null, false, 0, false);
    }

    /** The same without a reply. */
    public Request silent() {
        return new Request(cmd, key, value, true, cas, rides);
    }

    /** The same, checked against a cas unique. */
    public Request cas(long unique) {
        return new Request(cmd, key, value, noreply, unique, rides);
    }

    /** The same, behind another command in one segment. */
    public Request riding() {
        return new Request(cmd, key, value, noreply, cas, true);
    }
}
