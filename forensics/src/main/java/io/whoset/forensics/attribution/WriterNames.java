package io.whoset.forensics.attribution;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who a peer is, by its address: the name of the narrowest block that holds it, else the address itself.
 *
 * <p>Immutable.
 */
public final class WriterNames {
    /** No names: a writer is its address. */
    public static final WriterNames NONE = new WriterNames(Map.of());

    private final List<Named> blocks = new ArrayList<>();

    private record Named(AddressBlock block, String name) {}

    /**
     * Names by address or CIDR block: {@code 10.1.2.3}, {@code 10.1.0.0/16}, {@code fd00::/8}. One name may stand for many of them.
     *
     * @throws IllegalArgumentException naming the entry that is none, has no name, or says the same block again
     */
    public WriterNames(Map<String, String> names) {
        Map<AddressBlock, String> seen = new HashMap<>();
        names.forEach((text, name) -> {
            AddressBlock block = AddressBlock.parse(text);
            if (name.isBlank()) {
                throw new IllegalArgumentException("saw no name for \"" + text + "\", expected the name of a writer");
            }
            String other = seen.putIfAbsent(block, text);
            if (other != null) {
                throw new IllegalArgumentException(
                        "saw \"" + text + "\", which is the same block as \"" + other + "\", expected one of them");
            }
            blocks.add(new Named(block, name));
        });
        blocks.sort(
                Comparator.comparingInt((Named named) -> named.block().bits()).reversed());
    }

    /** The writer at an address. */
    public String writerAt(InetAddress address) {
        String name = nameAt(address);
        return name == null ? PeerName.ip(address) : name;
    }

    /** The name given to an address; null where it has none. */
    public @Nullable String nameAt(InetAddress address) {
        byte[] bytes = address.getAddress();
        for (Named named : blocks) {
            if (named.block().holds(bytes)) {
                return named.name();
            }
        }
        return null;
    }
}
