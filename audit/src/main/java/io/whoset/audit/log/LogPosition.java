package io.whoset.audit.log;

/**
 * A place in the log that stays good when files are closed and compressed.
 *
 * <p>Immutable.
 *
 * @param head begin of the first line of the file, which names it; empty for the begin of the log
 * @param offset plain bytes of that file that were read
 */
public record LogPosition(String head, long offset) {
    /** Nothing was read. */
    public static final LogPosition BEGIN = new LogPosition("", 0);
}
