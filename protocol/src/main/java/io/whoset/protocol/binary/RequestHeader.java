package io.whoset.protocol.binary;

import java.nio.ByteBuffer;

/**
 * The first 24 bytes of a request.
 *
 * <p><b>Units, bounds</b> {@code opcode} 0 to 255; {@code keyBytes} 0 to 65535; {@code extrasBytes} 0 to 255; {@code bodyBytes} 0 to
 * 2^32-1, counts extras, key and value.
 *
 * <p>Immutable.
 *
 * <p><b>Source</b> protocol_binary.h, protocol_binary_request_header.
 */
record RequestHeader(int magic, int opcode, int keyBytes, int extrasBytes, long bodyBytes, int opaque, long cas) {
    static final int BYTES = 24;
    static final int MAGIC = 0x80;

    static RequestHeader of(ByteBuffer frame) {
        return new RequestHeader(
                frame.get(0) & 0xFF,
                frame.get(1) & 0xFF,
                frame.getShort(2) & 0xFFFF,
                frame.get(4) & 0xFF,
                frame.getInt(8) & 0xFFFF_FFFFL,
                frame.getInt(12),
                frame.getLong(16));
    }

    boolean isCutShort() {
        return keyBytes + extrasBytes > bodyBytes;
    }

    /**
     * Length of the value, at least 0; -1 where memcached counts it negative, because it has a signed 32 bit number for it: such a value is
     * refused, and its bytes are read as the next request.
     */
    long valueBytes() {
        long value = bodyBytes - keyBytes - extrasBytes;
        return value > Integer.MAX_VALUE ? -1 : value;
    }
}
