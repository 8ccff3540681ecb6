package io.whoset.proxy.header;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.whoset.forensics.attribution.PeerName;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes a PROXY header.
 *
 * <p><b>Source</b> "The PROXY protocol", sections 2.1 and 2.2.
 */
public final class ProxyHeaderEncoder {
    private static final int LOCAL = 0x20;
    private static final int PROXY = 0x21;
    private static final int TCP4 = 0x11;
    private static final int TCP6 = 0x21;

    private ProxyHeaderEncoder() {}

    /** The header in the form that is asked for; UNKNOWN or LOCAL where an end has no IP address. */
    public static ByteBuf encode(ProxyHeader ends, SendProxy form) {
        return form == SendProxy.V1 ? v1(ends) : v2(ends);
    }

    private static ByteBuf v1(ProxyHeader ends) {
        InetSocketAddress source = ends.source();
        InetSocketAddress destination = ends.destination();
        String line = source == null || destination == null
                ? "PROXY UNKNOWN\r\n"
                : "PROXY " + (isV4(source, destination) ? "TCP4 " : "TCP6 ") + ip(source, destination) + " "
                        + ip(destination, source) + " " + source.getPort() + " " + destination.getPort() + "\r\n";
        return Unpooled.copiedBuffer(line, StandardCharsets.US_ASCII);
    }

    private static String ip(InetSocketAddress of, InetSocketAddress other) {
        String text = PeerName.ip(of.getAddress());
        return isV4(of, of) && !isV4(other, other) ? "::ffff:" + text : text;
    }

    private static ByteBuf v2(ProxyHeader ends) {
        InetSocketAddress source = ends.source();
        InetSocketAddress destination = ends.destination();
        ByteBuf out = Unpooled.buffer(HeaderV2.FIXED_BYTES + 36).writeBytes(HeaderV2.SIGNATURE);
        if (source == null || destination == null) {
            return out.writeByte(LOCAL).writeByte(0).writeShort(0);
        }
        boolean v4 = isV4(source, destination);
        out.writeByte(PROXY).writeByte(v4 ? TCP4 : TCP6).writeShort(v4 ? 12 : 36);
        return out.writeBytes(bytes(source, v4))
                .writeBytes(bytes(destination, v4))
                .writeShort(source.getPort())
                .writeShort(destination.getPort());
    }

    private static boolean isV4(InetSocketAddress one, InetSocketAddress other) {
        return one.getAddress().getAddress().length == 4 && other.getAddress().getAddress().length == 4;
    }

    private static byte[] bytes(InetSocketAddress address, boolean v4) {
        byte[] bytes = address.getAddress().getAddress();
        if (v4 || bytes.length == 16) {
            return bytes;
        }
        byte[] mapped = Arrays.copyOf(new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1}, 16);
        System.arraycopy(bytes, 0, mapped, 12, 4);
        return mapped;
    }
}
