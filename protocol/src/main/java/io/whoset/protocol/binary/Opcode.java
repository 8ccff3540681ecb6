package io.whoset.protocol.binary;

import io.whoset.protocol.Verb;
import org.jspecify.annotations.Nullable;

/**
 * An operation of the binary protocol that memcached knows, with the verb of the text protocol that does the same.
 *
 * <p>Immutable.
 *
 * <p><b>Source</b> protocol_binary.h and proto_bin.c of memcached 1.6.18 (dispatch_bin_command). Verbosity (0x1b) and the range operations
 * are in the protocol's documents but not in the server: it answers them as unknown.
 */
enum Opcode {
    GET(0x00, Verb.GET, Layout.KEY),
    SET(0x01, Verb.SET, Layout.ITEM),
    ADD(0x02, Verb.ADD, Layout.ITEM),
    REPLACE(0x03, Verb.REPLACE, Layout.ITEM),
    DELETE(0x04, Verb.DELETE, Layout.KEY),
    INCREMENT(0x05, Verb.INCR, Layout.NUMBER),
    DECREMENT(0x06, Verb.DECR, Layout.NUMBER),
    QUIT(0x07, Verb.QUIT, Layout.BARE),
    FLUSH(0x08, Verb.FLUSH_ALL, Layout.FLUSH),
    GETQ(0x09, Verb.GET, Layout.KEY, true),
    NOOP(0x0a, Verb.MN, Layout.BARE),
    VERSION(0x0b, Verb.VERSION, Layout.BARE),
    GETK(0x0c, Verb.GET, Layout.KEY),
    GETKQ(0x0d, Verb.GET, Layout.KEY, true),
    APPEND(0x0e, Verb.APPEND, Layout.PIECE),
    PREPEND(0x0f, Verb.PREPEND, Layout.PIECE),
    STAT(0x10, Verb.STATS, Layout.STAT),
    SETQ(0x11, Verb.SET, Layout.ITEM, true),
    ADDQ(0x12, Verb.ADD, Layout.ITEM, true),
    REPLACEQ(0x13, Verb.REPLACE, Layout.ITEM, true),
    DELETEQ(0x14, Verb.DELETE, Layout.KEY, true),
    INCREMENTQ(0x15, Verb.INCR, Layout.NUMBER, true),
    DECREMENTQ(0x16, Verb.DECR, Layout.NUMBER, true),
    QUITQ(0x17, Verb.QUIT, Layout.BARE, true),
    FLUSHQ(0x18, Verb.FLUSH_ALL, Layout.FLUSH, true),
    APPENDQ(0x19, Verb.APPEND, Layout.PIECE, true),
    PREPENDQ(0x1a, Verb.PREPEND, Layout.PIECE, true),
    TOUCH(0x1c, Verb.TOUCH, Layout.TOUCH),
    GAT(0x1d, Verb.GAT, Layout.TOUCH),
    GATQ(0x1e, Verb.GAT, Layout.TOUCH, true),
    SASL_LIST_MECHS(0x20, Verb.UNKNOWN, Layout.BARE),
    SASL_AUTH(0x21, Verb.UNKNOWN, Layout.CREDENTIAL),
    SASL_STEP(0x22, Verb.UNKNOWN, Layout.CREDENTIAL),
    GATK(0x23, Verb.GAT, Layout.TOUCH),
    GATKQ(0x24, Verb.GAT, Layout.TOUCH, true);

    private static final @Nullable Opcode[] BY_CODE = new Opcode[256];

    static {
        for (Opcode opcode : values()) {
            BY_CODE[opcode.code] = opcode;
        }
    }

    private final int code;
    private final Verb verb;
    private final Layout layout;
    private final boolean quiet;

    Opcode(int code, Verb verb, Layout layout) {
        this(code, verb, layout, false);
    }

    Opcode(int code, Verb verb, Layout layout, boolean quiet) {
        this.code = code;
        this.verb = verb;
        this.layout = layout;
        this.quiet = quiet;
    }

    /** The opcode of a byte, 0 to 255; null where memcached has none. */
    static @Nullable Opcode of(int code) {
        return BY_CODE[code];
    }

    Verb verb() {
        return verb;
    }

    Layout layout() {
        return layout;
    }

    /** Whether the server may answer it with nothing: a retrieval hides its miss, everything else its success. */
    boolean isQuiet() {
        return quiet;
    }

    /** Whether its answer carries the new number. */
    boolean isArithmetic() {
        return layout == Layout.NUMBER;
    }
}
