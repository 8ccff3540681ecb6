package io.whoset.forensics.attribution;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Who a peer is, by its address: the name of the narrowest block that holds it, else the address itself.
 *
 * <p>Immutable.
 */
public final class WriterNames {
    /** No names: a writer is its address. */
    public static final WriterNames NONE = new WriterNames(Map.of());

    private final List<Block> blocks = new ArrayList<>();

    private static final class Block {
        private final byte[] address;
        private final int bits;
        private final String name;

        Block(byte[] address, int bits, String name) {
            this.address = address;
            this.bits = bits;
            this.name = name;
        }

        boolean holds(byte[] other) {
            if (other.length != address.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> (bit & 7);
                if (((address[bit >> 3] ^ other[bit >> 3]) & mask) != 0) {
                    return false;
                }
            }
            return true;
        }
    }

    /**
     * Names by address or CIDR block: {@code 10.1.2.3}, {@code 10.1.0.0/16}, {@code fd00::/8}.
     *
     * @throws IllegalArgumentException naming the entry that is none
     */
    public WriterNames(Map<String, String> names) {
        names.forEach((address, name) -> blocks.add(parse(address, name)));
        blocks.sort(Comparator.comparingInt((Block block) -> block.bits).reversed());
    }

    private static Block parse(String text, String name) {
        int slash = text.indexOf('/');
        String host = slash < 0 ? text : text.substring(0, slash);
        try {
            // only digits, colons and dots: nothing is looked up
            if (!host.matches("[0-9a-fA-F:.]+") || !(host.contains(".") || host.contains(":"))) {
                throw new UnknownHostException(host);
            }
            byte[] address = InetAddress.getByName(host).getAddress();
            int bits = slash < 0 ? address.length * 8 : Integer.parseInt(text.substring(slash + 1));
            if (bits >= 0 && bits <= address.length * 8) {
                return new Block(address, bits, name);
            }
        } catch (UnknownHostException | NumberFormatException e) {
            throw new IllegalArgumentException(message(text), e);
        }
        throw new IllegalArgumentException(message(text));
    }

    private static String message(String text) {
        return "saw \"" + text + "\", expected an IP address or a CIDR block, such as 10.1.0.0/16";
    }

    /** The writer at an address. */
    public String writerAt(InetAddress address) {
        byte[] bytes = address.getAddress();
        for (Block block : blocks) {
            if (block.holds(bytes)) {
                return block.name;
            }
        }
        return address.getHostAddress();
    }
}
