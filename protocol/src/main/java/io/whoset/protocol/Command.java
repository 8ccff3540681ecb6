package io.whoset.protocol;

import org.jspecify.annotations.Nullable;

/**
 * One command line, understood: {@code set k 0 60 252\r\n ‸}; or a binary request that does the same.
 *
 * <p><b>Units, bounds</b> {@code clientFlags} 0 to 2^32-1; {@code exptime} seconds as sent (0 for ever, over 30 days an absolute
 * unix time, negative at once expired); {@code dataBytes} length of the data block without its CR LF, -1 where the command has
 * none; {@code number} the cas unique of {@code cas}, the delta of {@code incr} and {@code decr}, the delay of
 * {@code flush_all}, unsigned 64 bit. What a command does not carry is null, {@code -1} or 0.
 *
 * <p>Immutable.
 *
 * @param verb what the word means
 * @param word the word as sent, at most 32 bytes of it
 * @param key the key, decoded from base64 where a meta command says so; null where the command has none
 * @param clientFlags the client flags of a storage command, null where not sent
 * @param exptime the exptime as sent, null where not sent
 * @param dataBytes length of the data block, -1 for none
 * @param number cas unique, delta or delay; in the binary protocol a delete and an append may have a cas unique too
 * @param noreply the last argument was {@code noreply}; false for quiet requests, whose silence is proven later
 * @param metaFlags the flags of a meta command, {@link MetaFlags#NONE} for classic and binary ones
 */
public record Command(
        Verb verb,
        String word,
        @Nullable Key key,
        @Nullable Long clientFlags,
        @Nullable Long exptime,
        long dataBytes,
        long number,
        boolean noreply,
        MetaFlags metaFlags) {

    /** A command without a key, flags or a data block. */
    public static Command bare(Verb verb, String word) {
        return new Command(verb, word, null, null, null, -1, 0, false, MetaFlags.NONE);
    }

    /** Whether a data block follows the command line. */
    public boolean hasDataBlock() {
        return dataBytes >= 0;
    }

    /** Whether it is a meta command with the flag {@code q}. */
    public boolean isQuiet() {
        return metaFlags.has('q');
    }

    /**
     * Whether the command can change an item: the contract's word "write".
     *
     * <p>A meta get is one only with {@code N} (vivify) or {@code T} (update of the exptime); every {@code ms}, {@code md} and
     * {@code ma} is one (protocol.txt, "Meta Get", "Meta Set", "Meta Delete", "Meta Arithmetic").
     */
    public boolean isWrite() {
        return switch (verb.kind()) {
            case STORAGE, CHANGE, TOUCH_AND_READ -> true;
            case META ->
                switch (verb) {
                    case MS, MD, MA -> true;
                    case MG -> metaFlags.has('N') || metaFlags.has('T');
                    default -> false;
                };
            default -> false;
        };
    }
}
