package io.whoset.forensics.evidence;

import java.net.InetSocketAddress;

/**
 * One TCP segment of a capture.
 *
 * <p>Immutable by agreement: nobody changes {@code payload}.
 *
 * @param source where it came from
 * @param target where it went
 * @param sequence its first byte's sequence number, modulo 2^32
 * @param acknowledged the sequence number that its sender waits for next, where it has the flag {@link #ACK}
 * @param flags TCP flags
 * @param payload what of its payload was captured
 * @param cutBytes payload bytes that the capture left out
 * @param tsMicros when it was captured
 */
@SuppressWarnings("ArrayRecordComponent") // a segment lives for one call
record Segment(
        InetSocketAddress source,
        InetSocketAddress target,
        int sequence,
        int acknowledged,
        int flags,
        byte[] payload,
        int cutBytes,
        long tsMicros) {
    static final int FIN = 1;
    static final int SYN = 2;
    static final int RST = 4;
    static final int ACK = 16;

    boolean has(int flag) {
        return (flags & flag) != 0;
    }
}
