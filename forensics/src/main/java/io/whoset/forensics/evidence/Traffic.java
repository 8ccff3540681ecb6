package io.whoset.forensics.evidence;

/**
 * Receives what was said on recorded connections, in the order of the evidence.
 *
 * <p><b>Units</b> times in microseconds since 1970 UTC, as far as the evidence has them.
 */
public interface Traffic {
    /** A connection is seen for the first time; its number names it from here on. */
    void onOpen(long conn, Ends ends);

    /** Bytes, in the order of the stream. */
    void onBytes(long conn, boolean fromClient, byte[] bytes, long tsMicros);

    /** So many bytes were said that the evidence does not hold. */
    void onMissing(long conn, boolean fromClient, long bytes, long tsMicros);

    /** The connection is over. */
    void onEnd(long conn, long tsMicros);
}
