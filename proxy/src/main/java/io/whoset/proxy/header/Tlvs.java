package io.whoset.proxy.header;

import io.netty.buffer.ByteBuf;
import java.util.zip.CRC32C;

/**
 * What may follow the addresses of a v2 header: each must fit, a checksum must be right, nothing else is looked at.
 *
 * <p><b>Source</b> "The PROXY protocol", sections 2.2 and 2.2.3.
 */
final class Tlvs {
    private static final int HEAD_BYTES = 3;
    private static final int CRC32C_TYPE = 0x03;

    private Tlvs() {}

    static void check(ByteBuf header, int from) throws ProxyHeaderException {
        int at = from;
        while (at < header.capacity()) {
            if (header.capacity() - at < HEAD_BYTES) {
                throw broken();
            }
            int length = header.getUnsignedShort(at + 1);
            int value = at + HEAD_BYTES;
            if (header.capacity() - value < length) {
                throw broken();
            }
            if (header.getUnsignedByte(at) == CRC32C_TYPE) {
                checkSum(header, value, length);
            }
            at = value + length;
        }
    }

    /** The sum is over the whole header with four zeros in its own place. */
    private static void checkSum(ByteBuf header, int at, int length) throws ProxyHeaderException {
        if (length != 4) {
            throw broken();
        }
        byte[] bytes = new byte[header.capacity()];
        header.getBytes(0, bytes);
        bytes[at] = bytes[at + 1] = bytes[at + 2] = bytes[at + 3] = 0;
        CRC32C sum = new CRC32C();
        sum.update(bytes, 0, bytes.length);
        if (sum.getValue() != header.getUnsignedInt(at)) {
            throw new ProxyHeaderException("a PROXY v2 header whose checksum is wrong");
        }
    }

    private static ProxyHeaderException broken() {
        return new ProxyHeaderException("a PROXY v2 header with a broken TLV");
    }
}
