package io.whoset.forensics.evidence;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * Finds the TCP segment in a captured packet: Ethernet (with VLAN tags), Linux cooked captures, raw IP and loopback; IPv4 and IPv6.
 *
 * <p><b>Source</b> the link types of pcap-linktype(7); RFC 791, 8200 and 9293 for the headers.
 */
final class Packets {
    private static final int LINK_NULL = 0;
    private static final int LINK_ETHERNET = 1;
    private static final int LINK_RAW = 101;
    private static final int LINK_LOOP = 108;
    private static final int LINK_COOKED = 113;
    private static final int LINK_IPV4 = 228;
    private static final int LINK_IPV6 = 229;
    private static final int LINK_COOKED_2 = 276;
    private static final int VLAN = 0x8100;
    private static final int QINQ = 0x88A8;
    private static final int TCP = 6;
    private static final int FRAGMENT_BITS = 0x3FFF;

    private Packets() {}

    /** The segment of a packet; null where it holds none. */
    static @Nullable Segment tcp(int linkType, byte[] packet, long tsMicros) {
        try {
            int ip = networkHeader(linkType, packet);
            if (ip < 0 || ip >= packet.length) {
                return null;
            }
            ByteBuffer bytes = ByteBuffer.wrap(packet).order(ByteOrder.BIG_ENDIAN);
            int version = (packet[ip] & 0xFF) >> 4;
            return version == 4 ? v4(bytes, ip, tsMicros) : version == 6 ? v6(bytes, ip, tsMicros) : null;
        } catch (IndexOutOfBoundsException | UnknownHostException e) {
            // cut within its headers
            return null;
        }
    }

    private static int networkHeader(int linkType, byte[] packet) {
        return switch (linkType) {
            case LINK_NULL, LINK_LOOP -> 4;
            case LINK_RAW, LINK_IPV4, LINK_IPV6, 12, 14 -> 0;
            case LINK_COOKED -> 16;
            case LINK_COOKED_2 -> 20;
            case LINK_ETHERNET -> {
                int at = 12;
                while (type(packet, at) == VLAN || type(packet, at) == QINQ) {
                    at += 4;
                }
                yield at + 2;
            }
            default -> -1;
        };
    }

    private static int type(byte[] packet, int at) {
        return ((packet[at] & 0xFF) << 8) | (packet[at + 1] & 0xFF);
    }

    private static @Nullable Segment v4(ByteBuffer bytes, int ip, long tsMicros) throws UnknownHostException {
        int headerBytes = (bytes.get(ip) & 0xF) * 4;
        int total = bytes.getShort(ip + 2) & 0xFFFF;
        boolean fragment = (bytes.getShort(ip + 6) & FRAGMENT_BITS) != 0;
        if (bytes.get(ip + 9) != TCP || fragment) {
            return null;
        }
        // 0 where the network card was left to cut the packet
        int end = total == 0 ? bytes.capacity() : ip + total;
        return segment(bytes, address(bytes, ip + 12, 4), address(bytes, ip + 16, 4), ip + headerBytes, end, tsMicros);
    }

    private static @Nullable Segment v6(ByteBuffer bytes, int ip, long tsMicros) throws UnknownHostException {
        int next = bytes.get(ip + 6);
        int at = ip + 40;
        // hop-by-hop, routing and destination options
        while (next == 0 || next == 43 || next == 60) {
            next = bytes.get(at);
            at += ((bytes.get(at + 1) & 0xFF) + 1) * 8;
        }
        int length = bytes.getShort(ip + 4) & 0xFFFF;
        int end = length == 0 ? bytes.capacity() : ip + 40 + length;
        return next == TCP
                ? segment(bytes, address(bytes, ip + 8, 16), address(bytes, ip + 24, 16), at, end, tsMicros)
                : null;
    }

    private static InetAddress address(ByteBuffer bytes, int at, int length) throws UnknownHostException {
        return InetAddress.getByAddress(copy(bytes, at, at + length));
    }

    private static byte[] copy(ByteBuffer bytes, int from, int to) {
        byte[] copy = new byte[to - from];
        bytes.get(from, copy);
        return copy;
    }

    private static Segment segment(
            ByteBuffer bytes, InetAddress source, InetAddress target, int tcp, int end, long tsMicros) {
        int data = tcp + ((bytes.get(tcp + 12) & 0xFF) >> 4) * 4;
        int there = Math.min(bytes.capacity(), Math.max(data, end));
        return new Segment(
                new InetSocketAddress(source, bytes.getShort(tcp) & 0xFFFF),
                new InetSocketAddress(target, bytes.getShort(tcp + 2) & 0xFFFF),
                bytes.getInt(tcp + 4),
                bytes.getInt(tcp + 8),
                bytes.get(tcp + 13),
                copy(bytes, Math.min(data, bytes.capacity()), there),
                Math.max(0, end - Math.max(data, bytes.capacity())),
                tsMicros);
    }
}
