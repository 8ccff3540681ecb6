package io.whoset.protocol;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The flags of a meta command: one letter each, some with a token: {@code mg k ‸s v t O123‸\r\n}.
 *
 * <p><b>Units, bounds</b> as many as fit the command line.
 *
 * <p>Immutable.
 *
 * <p><b>Source</b> protocol.txt, "Meta Commands".
 */
public final class MetaFlags {
    /** No flags: every classic command. */
    public static final MetaFlags NONE = new MetaFlags(List.of());

    private final String[] flags;

    private MetaFlags(List<String> flags) {
        this.flags = flags.toArray(String[]::new);
    }

    /** These flags, each with its token: {@code "q"}, {@code "T60"}. Empty strings are refused. */
    public static MetaFlags of(List<String> flags) {
        for (String flag : flags) {
            if (flag.isEmpty()) {
                throw new IllegalArgumentException("a meta flag has at least one letter");
            }
        }
        return flags.isEmpty() ? NONE : new MetaFlags(flags);
    }

    /** Whether a flag is there. */
    public boolean has(char letter) {
        return find(letter) != null;
    }

    /** The token of a flag: empty where it has none, null where the flag is not there. */
    public @Nullable String token(char letter) {
        String flag = find(letter);
        return flag == null ? null : flag.substring(1);
    }

    private @Nullable String find(char letter) {
        for (String flag : flags) {
            if (flag.charAt(0) == letter) {
                return flag;
            }
        }
        return null;
    }

    /** The flags in the order in which they were sent. */
    public List<String> asList() {
        return List.of(flags);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MetaFlags that && Arrays.equals(flags, that.flags);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(flags);
    }

    @Override
    public String toString() {
        return String.join(" ", flags);
    }
}
