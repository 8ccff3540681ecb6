package io.whoset.protocol.binary;

import io.whoset.protocol.Command;
import io.whoset.protocol.Verb;
import org.jspecify.annotations.Nullable;

/**
 * A reply of the binary protocol, as far as it matters here: {@code 81 <opcode> …}.
 *
 * <p><b>Units, bounds</b> {@code opcode} 0 to 255, {@code status} 0 to 65535, {@code keyBytes} 0 to 65535.
 *
 * <p>Immutable.
 *
 * <p><b>Source</b> protocol_binary.h, protocol_binary_response_status; proto_bin.c for what says what.
 *
 * @param opcode the request's, as sent
 * @param status 0 for success
 * @param opaque the request's
 * @param keyBytes length of the key
 * @param number what incr or decr made; null for every other reply
 */
public record BinaryReply(
        int opcode,
        int status,
        int opaque,
        int keyBytes,
        @Nullable Long number) {
    private static final int SUCCESS = 0x00;
    private static final int KEY_ENOENT = 0x01;
    private static final int KEY_EEXISTS = 0x02;
    private static final int EINVAL = 0x04;
    private static final int NOT_STORED = 0x05;
    private static final int DELTA_BADVAL = 0x06;
    private static final int AUTH_ERROR = 0x20;
    private static final int AUTH_CONTINUE = 0x21;
    private static final int UNKNOWN_COMMAND = 0x81;

    /** Whether the request succeeded. */
    public boolean isSuccess() {
        return status == SUCCESS;
    }

    /** Whether a request of its opcode may be answered with nothing. */
    public boolean isQuietOpcode() {
        Opcode known = Opcode.of(opcode);
        return known != null && known.isQuiet();
    }

    /** Whether it answers a no-op, before which everything is done. */
    public boolean isNoop() {
        return Opcode.of(opcode) == Opcode.NOOP;
    }

    /** Whether it is the last of the answer: statistics come one a reply and end with one that has no key. */
    public boolean isLast(Command command) {
        return command.verb() != Verb.STATS || keyBytes == 0;
    }

    /** The word with which the text protocol answers the same command in the same case. */
    public String outcome(Command command) {
        return switch (status) {
            case SUCCESS -> success(command);
            case KEY_ENOENT -> missing(command);
            case KEY_EEXISTS ->
                switch (command.verb()) {
                    case ADD -> "NOT_STORED";
                    default -> "EXISTS";
                };
            case NOT_STORED -> "NOT_STORED";
            case EINVAL, DELTA_BADVAL, AUTH_ERROR, AUTH_CONTINUE -> "CLIENT_ERROR";
            case UNKNOWN_COMMAND -> "ERROR";
            default -> "SERVER_ERROR";
        };
    }

    private String success(Command command) {
        return switch (command.verb()) {
            case SET, ADD, REPLACE, APPEND, PREPEND, CAS -> "STORED";
            case DELETE -> "DELETED";
            case TOUCH -> "TOUCHED";
            case GAT -> "VALUE";
            case INCR, DECR -> number == null ? "OK" : Long.toUnsignedString(number);
            default -> "OK";
        };
    }

    private static String missing(Command command) {
        return switch (command.verb()) {
            case REPLACE -> "NOT_STORED";
            case GAT -> "END";
            default -> "NOT_FOUND";
        };
    }
}
