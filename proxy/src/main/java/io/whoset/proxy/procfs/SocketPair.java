package io.whoset.proxy.procfs;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Locale;

/**
 * Both ends of a TCP connection, as the end that is looked for sees them.
 *
 * <p>Immutable.
 */
record SocketPair(InetSocketAddress local, InetSocketAddress remote) {
    private static final String V4_MAPPED = "0000000000000000FFFF0000";
    private static final int V4_BYTES = 4;

    /** Whether a socket of IPv4 can have these ends; one of IPv6 always can, where both are known. */
    boolean isV4() {
        return bytes(local).length == V4_BYTES && bytes(remote).length == V4_BYTES;
    }

    /**
     * How the table of IPv4 sockets writes it.
     *
     * <p><b>Shape</b> {@code 0100007F:8078 0100007F:A853}: each address as one number in the machine's own byte order.
     * <b>Source</b> Linux, Documentation/networking/proc_net_tcp.rst.
     */
    String textV4() {
        return end(local, "") + " " + end(remote, "");
    }

    /** How the table of IPv6 sockets writes it: four such numbers an address, an IPv4 address behind {@code ::ffff:}. */
    String textV6() {
        return end(local, V4_MAPPED) + " " + end(remote, V4_MAPPED);
    }

    private static String end(InetSocketAddress end, String beforeV4) {
        byte[] bytes = bytes(end);
        StringBuilder text = new StringBuilder(bytes.length == V4_BYTES ? beforeV4 : "");
        ByteBuffer words = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
        while (words.hasRemaining()) {
            text.append(String.format(Locale.ROOT, "%08X", words.getInt()));
        }
        return text.append(String.format(Locale.ROOT, ":%04X", end.getPort())).toString();
    }

    private static byte[] bytes(InetSocketAddress end) {
        InetAddress address = end.getAddress();
        return address == null ? new byte[0] : address.getAddress();
    }
}
