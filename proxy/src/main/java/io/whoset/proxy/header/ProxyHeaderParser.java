package io.whoset.proxy.header;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * Reads a PROXY header of either version off the front of what has arrived.
 *
 * <p><b>Source</b> "The PROXY protocol Versions 1 &amp; 2", sections 2.1 and 2.2.
 */
final class ProxyHeaderParser {
    private ProxyHeaderParser() {}

    /**
     * The header, with the reader index behind it; null while it is not whole, with the reader index untouched.
     *
     * @throws ProxyHeaderException as soon as the bytes cannot become a header
     */
    static @Nullable ProxyHeader parse(ByteBuf in) throws ProxyHeaderException {
        if (!in.isReadable()) {
            return null;
        }
        byte first = in.getByte(in.readerIndex());
        if (first == HeaderV1.PREFIX[0]) {
            return HeaderV1.parse(in);
        }
        if (first == HeaderV2.SIGNATURE[0]) {
            return HeaderV2.parse(in);
        }
        throw new ProxyHeaderException("the connection does not begin with a PROXY header");
    }

    /** Whether the bytes so far are the beginning of what is expected. */
    static void requireBeginning(ByteBuf in, byte[] expected) throws ProxyHeaderException {
        int count = Math.min(in.readableBytes(), expected.length);
        for (int i = 0; i < count; i++) {
            if (in.getByte(in.readerIndex() + i) != expected[i]) {
                throw new ProxyHeaderException("the connection does not begin with a PROXY header");
            }
        }
    }
}
