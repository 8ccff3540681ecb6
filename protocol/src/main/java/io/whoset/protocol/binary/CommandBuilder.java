package io.whoset.protocol.binary;

import io.whoset.protocol.Command;
import io.whoset.protocol.Key;
import io.whoset.protocol.MetaFlags;
import io.whoset.protocol.Verb;
import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Says in the words of the text protocol what a binary request does.
 *
 * <p>Reads are told without their key, which costs nothing then. Immutable.
 */
final class CommandBuilder {
    /** An incr with this exptime creates no item (proto_bin.c, complete_incr_bin). */
    private static final int NO_CREATION = 0xFFFF_FFFF;

    private static final Map<Opcode, Command> BARE = new EnumMap<>(Opcode.class);

    static {
        for (Opcode opcode : Opcode.values()) {
            BARE.put(opcode, Command.bare(opcode.verb(), word(opcode)));
        }
    }

    private CommandBuilder() {}

    private static String word(Opcode opcode) {
        return switch (opcode.verb()) {
            case UNKNOWN -> opcode.name().toLowerCase(Locale.ROOT);
            case MN -> "noop";
            default -> opcode.verb().word();
        };
    }

    /** A request that memcached refuses for its form. */
    static Command refused() {
        return Command.bare(Verb.UNKNOWN, "");
    }

    /** The frame holds header, extras and key; {@code dataBytes} is -1 where no value will be read. */
    static Command of(Opcode opcode, RequestHeader header, ByteBuffer frame, long dataBytes) {
        Command bare = Objects.requireNonNull(BARE.get(opcode));
        return switch (opcode.layout()) {
            case ITEM -> item(bare, header, frame, dataBytes);
            case PIECE -> command(bare, key(header, frame), null, null, dataBytes, header.cas());
            case NUMBER -> {
                int exptime = frame.getInt(RequestHeader.BYTES + 16);
                Long sent = exptime == NO_CREATION ? null : (Long) Integer.toUnsignedLong(exptime);
                yield command(bare, key(header, frame), null, sent, -1, frame.getLong(RequestHeader.BYTES));
            }
            case TOUCH -> command(bare, key(header, frame), null, unsigned(frame, 0), -1, 0);
            case FLUSH -> command(bare, null, null, null, -1, header.extrasBytes() == 0 ? 0 : unsigned(frame, 0));
            case KEY ->
                opcode.verb() == Verb.DELETE ? command(bare, key(header, frame), null, null, -1, header.cas()) : bare;
            case BARE, STAT, CREDENTIAL -> bare;
        };
    }

    /** With a cas unique memcached makes the same of set, add and replace: the text protocol's cas. */
    private static Command item(Command bare, RequestHeader header, ByteBuffer frame, long dataBytes) {
        boolean compares = header.cas() != 0;
        Command verb = compares ? Command.bare(Verb.CAS, Verb.CAS.word()) : bare;
        return command(verb, key(header, frame), unsigned(frame, 0), unsigned(frame, 4), dataBytes, header.cas());
    }

    private static Command command(
            Command bare,
            @Nullable Key key,
            @Nullable Long flags,
            @Nullable Long exptime,
            long dataBytes,
            long number) {
        return new Command(bare.verb(), bare.word(), key, flags, exptime, dataBytes, number, false, MetaFlags.NONE);
    }

    private static long unsigned(ByteBuffer frame, int extrasAt) {
        return Integer.toUnsignedLong(frame.getInt(RequestHeader.BYTES + extrasAt));
    }

    private static Key key(RequestHeader header, ByteBuffer frame) {
        byte[] key = new byte[header.keyBytes()];
        frame.get(RequestHeader.BYTES + header.extrasBytes(), key);
        return Key.wrap(key);
    }
}
