package io.whoset.forensics.attribution;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * How a client's end of a connection is written: {@code 127.0.0.1:1234}, {@code [::1]:1234}, {@code unix:pid=4711}.
 *
 * <p>Immutable. <b>Source</b> RFC 5952, sections 4 and 6: one text for one IPv6 address.
 */
public final class PeerName {
    private static final int GROUPS = 8;

    private PeerName() {}

    /** Address and port. */
    public static String of(InetSocketAddress peer) {
        InetAddress address = peer.getAddress();
        if (address == null) {
            return peer.getHostString() + ":" + peer.getPort();
        }
        String ip = ip(address);
        return (address instanceof Inet4Address ? ip : "[" + ip + "]") + ":" + peer.getPort();
    }

    /** A process at the other end of a unix socket; {@code pid} below 1 where the system does not say. */
    public static String ofProcess(int pid) {
        return "unix:pid=" + (pid < 1 ? "unknown" : String.valueOf(pid));
    }

    /** An address alone; no scope, which is this host's own word. */
    public static String ip(InetAddress address) {
        byte[] bytes = address.getAddress();
        return bytes.length == 4 ? address.getHostAddress() : v6(bytes);
    }

    private static String v6(byte[] bytes) {
        int[] groups = new int[GROUPS];
        for (int i = 0; i < GROUPS; i++) {
            groups[i] = ((bytes[2 * i] & 0xFF) << 8) | (bytes[2 * i + 1] & 0xFF);
        }
        int zeros = longestZeros(groups);
        int skip = zeroRun(groups, zeros);
        StringBuilder text = new StringBuilder(39);
        for (int i = 0; i < GROUPS; i++) {
            if (skip > 1 && i == zeros) {
                text.append("::");
                i += skip - 1;
            } else {
                text.append(text.isEmpty() || text.charAt(text.length() - 1) == ':' ? "" : ":")
                        .append(Integer.toHexString(groups[i]));
            }
        }
        return text.toString();
    }

    /** Where the longest run of zero groups begins, the first of several. */
    private static int longestZeros(int[] groups) {
        int best = 0;
        for (int i = 1; i < GROUPS; i++) {
            if (zeroRun(groups, i) > zeroRun(groups, best)) {
                best = i;
            }
        }
        return best;
    }

    private static int zeroRun(int[] groups, int from) {
        int end = from;
        while (end < GROUPS && groups[end] == 0) {
            end++;
        }
        return end - from;
    }
}
