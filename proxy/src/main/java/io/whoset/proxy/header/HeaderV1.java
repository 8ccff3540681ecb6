package io.whoset.proxy.header;

import io.netty.buffer.ByteBuf;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The text form.
 *
 * <p><b>Shape</b> {@code PROXY TCP4 192.0.2.1 192.0.2.2 56324 11211\r\n}
 *
 * <p><b>Units, bounds</b> a line of at most 107 bytes with its CR LF.
 *
 * <p><b>Source</b> "The PROXY protocol", section 2.1.
 */
final class HeaderV1 {
    static final byte[] PREFIX = "PROXY ".getBytes(StandardCharsets.US_ASCII);
    static final int MAX_BYTES = 107;

    private static final Pattern SPACE = Pattern.compile(" ");

    private HeaderV1() {}

    static @Nullable ProxyHeader parse(ByteBuf in) throws ProxyHeaderException {
        ProxyHeaderParser.requireBeginning(in, PREFIX);
        int look = Math.min(in.readableBytes(), MAX_BYTES);
        int newLine = in.indexOf(in.readerIndex(), in.readerIndex() + look, (byte) '\n');
        if (newLine < 0) {
            if (look == MAX_BYTES) {
                throw new ProxyHeaderException("a PROXY v1 line without an end (limit " + MAX_BYTES + " bytes)");
            }
            return null;
        }
        String line = in.toString(in.readerIndex(), newLine - in.readerIndex(), StandardCharsets.ISO_8859_1);
        ProxyHeader header = read(line);
        in.readerIndex(newLine + 1);
        return header;
    }

    private static ProxyHeader read(String line) throws ProxyHeaderException {
        if (!line.endsWith("\r")) {
            throw broken();
        }
        List<String> words = Arrays.asList(SPACE.split(line.substring(0, line.length() - 1), -1));
        String family = words.get(1);
        if (family.equals("UNKNOWN")) {
            return ProxyHeader.NONE;
        }
        boolean v4 = family.equals("TCP4");
        if (words.size() != 6 || !(v4 || family.equals("TCP6"))) {
            throw broken();
        }
        return new ProxyHeader(
                address(words.get(2), words.get(4), v4 ? 4 : 16), address(words.get(3), words.get(5), v4 ? 4 : 16));
    }

    private static InetSocketAddress address(String ip, String port, int length) throws ProxyHeaderException {
        byte[] bytes = ip.indexOf('%') < 0 ? NetUtil.createByteArrayFromIpAddressString(ip) : null;
        if (bytes == null || bytes.length != length || !port.matches("\\d{1,5}") || Integer.parseInt(port) > 65_535) {
            throw broken();
        }
        try {
            return new InetSocketAddress(InetAddress.getByAddress(bytes), Integer.parseInt(port));
        } catch (UnknownHostException e) {
            throw broken();
        }
    }

    private static ProxyHeaderException broken() {
        return new ProxyHeaderException(
                "a broken PROXY v1 line, expected PROXY TCP4|TCP6 SOURCE DESTINATION PORT PORT, or PROXY UNKNOWN");
    }
}
