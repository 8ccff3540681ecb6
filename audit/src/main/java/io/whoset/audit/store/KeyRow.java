package io.whoset.audit.store;

/**
 * One key among those that begin alike, as far as the newest writes tell.
 *
 * <p>Immutable.
 *
 * @param key its log form
 * @param writes how many of the writes that were looked at are its
 * @param writers by how many writers
 * @param bad how many of them are stale or poisonous
 * @param lastMicros its newest write, microseconds since 1970 UTC
 * @param lastWriter who made that
 * @param verdict that write's verdict
 */
public record KeyRow(
        String key, long writes, long writers, long bad, long lastMicros, String lastWriter, String verdict) {}
