package io.whoset.proxy.header;

import io.netty.buffer.ByteBuf;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/**
 * The binary form.
 *
 * <p><b>Shape</b> 12 bytes signature, version and command, family and transport, length of the rest, addresses, TLVs.
 *
 * <p><b>Units, bounds</b> addresses and TLVs of at most 4096 bytes together.
 *
 * <p><b>Source</b> "The PROXY protocol", section 2.2.
 */
final class HeaderV2 {
    static final byte[] SIGNATURE = {0x0D, 0x0A, 0x0D, 0x0A, 0x00, 0x0D, 0x0A, 0x51, 0x55, 0x49, 0x54, 0x0A};
    static final int FIXED_BYTES = 16;
    static final int MAX_REST_BYTES = 4096;

    private static final int VERSION = 2;
    private static final int LOCAL = 0;
    private static final int PROXY = 1;
    private static final int INET = 1;
    private static final int INET6 = 2;
    private static final int UNIX = 3;
    private static final int UNIX_BYTES = 216;

    private HeaderV2() {}

    static @Nullable ProxyHeader parse(ByteBuf in) throws ProxyHeaderException {
        ProxyHeaderParser.requireBeginning(in, SIGNATURE);
        if (in.readableBytes() < FIXED_BYTES) {
            return null;
        }
        int start = in.readerIndex();
        int versionAndCommand = in.getUnsignedByte(start + 12);
        int command = versionAndCommand & 0x0F;
        int rest = in.getUnsignedShort(start + 14);
        if (versionAndCommand >> 4 != VERSION || command > PROXY) {
            throw new ProxyHeaderException("a PROXY header of an unknown version or command");
        }
        if (rest > MAX_REST_BYTES) {
            throw new ProxyHeaderException("a PROXY v2 header of " + rest + " bytes (limit " + MAX_REST_BYTES + ")");
        }
        if (in.readableBytes() < FIXED_BYTES + rest) {
            return null;
        }
        ByteBuf header = in.slice(start, FIXED_BYTES + rest);
        ProxyHeader result = read(header, command == LOCAL ? 0 : header.getUnsignedByte(13) >> 4);
        in.skipBytes(FIXED_BYTES + rest);
        return result;
    }

    private static ProxyHeader read(ByteBuf header, int family) throws ProxyHeaderException {
        int addressBytes = switch (family) {
            case INET -> 12;
            case INET6 -> 36;
            case UNIX -> UNIX_BYTES;
            default -> 0;
        };
        if (header.capacity() < FIXED_BYTES + addressBytes) {
            throw new ProxyHeaderException("a PROXY v2 header that is too short for its addresses");
        }
        if (family == INET || family == INET6) {
            Tlvs.check(header, FIXED_BYTES + addressBytes);
            int size = family == INET ? 4 : 16;
            int ports = FIXED_BYTES + 2 * size;
            return new ProxyHeader(
                    address(header, FIXED_BYTES, size, ports), address(header, FIXED_BYTES + size, size, ports + 2));
        }
        return ProxyHeader.NONE;
    }

    private static InetSocketAddress address(ByteBuf header, int at, int size, int portAt) throws ProxyHeaderException {
        byte[] bytes = new byte[size];
        header.getBytes(at, bytes);
        try {
            return new InetSocketAddress(InetAddress.getByAddress(bytes), header.getUnsignedShort(portAt));
        } catch (UnknownHostException e) {
            throw new ProxyHeaderException("a PROXY v2 header with a broken address");
        }
    }
}
