package io.whoset.forensics.attribution;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An address or a CIDR block of either family: {@code 10.1.2.3}, {@code 10.1.0.0/16}, {@code fd00::/8}.
 *
 * <p>Immutable. <b>Source</b> RFC 4632, section 3.1; RFC 4291, sections 2.2 and 2.3.
 */
final class AddressBlock {
    private static final Pattern FORM = Pattern.compile("([0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*)(?:/([0-9]{1,3}))?");
    private static final Pattern V4 = Pattern.compile("(?:[0-9]{1,3}\\.){3}[0-9]{1,3}");

    private final byte[] address;
    private final int bits;

    private AddressBlock(byte[] address, int bits) {
        this.address = address;
        this.bits = bits;
    }

    /**
     * Reads one; bits behind its length are dropped.
     *
     * @throws IllegalArgumentException where the text is none, naming it
     */
    static AddressBlock parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw refused(text, null);
        }
        byte[] address = address(text, form.group(1));
        int most = address.length * 8;
        int bits = form.group(2) == null ? most : Integer.parseInt(form.group(2));
        if (bits > most) {
            throw new IllegalArgumentException(
                    "saw \"" + text + "\", expected a length of 0 to " + most + " behind the slash");
        }
        return new AddressBlock(masked(address, bits), bits);
    }

    /** Nothing is ever looked up: four numbers, or what stands in brackets, which Java takes for an IPv6 address or refuses. */
    private static byte[] address(String text, String host) {
        boolean v6 = host.indexOf(':') >= 0;
        if (!v6 && !isV4(host)) {
            throw refused(text, null);
        }
        try {
            return InetAddress.getByName(v6 ? "[" + host + "]" : host).getAddress();
        } catch (UnknownHostException e) {
            throw refused(text, e);
        }
    }

    private static boolean isV4(String host) {
        return V4.matcher(host).matches()
                && Arrays.stream(host.split("\\.", -1)).allMatch(part -> Integer.parseInt(part) <= 255);
    }

    private static IllegalArgumentException refused(String text, @Nullable Throwable cause) {
        return new IllegalArgumentException(
                "saw \"" + text + "\", expected an IP address or a CIDR block, such as 10.1.0.0/16 or fd00::/8", cause);
    }

    private static byte[] masked(byte[] address, int bits) {
        for (int bit = bits; bit < address.length * 8; bit++) {
            address[bit >> 3] &= (byte) ~(0x80 >> (bit & 7));
        }
        return address;
    }

    /** Length of its prefix. */
    int bits() {
        return bits;
    }

    /** Whether an address lies in it; one of the other family never does. */
    boolean holds(byte[] other) {
        return other.length == address.length && Arrays.equals(masked(other.clone(), bits), address);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AddressBlock that && bits == that.bits && Arrays.equals(address, that.address);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(address) + bits;
    }
}
