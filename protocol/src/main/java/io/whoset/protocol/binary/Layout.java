package io.whoset.protocol.binary;

/**
 * What stands between a request's header and the next one.
 *
 * <p>Immutable.
 *
 * <p><b>Source</b> proto_bin.c of memcached 1.6.18, dispatch_bin_command: what does not fit is answered with an error, and the connection
 * closed.
 */
enum Layout {
    /** Nothing. */
    BARE,
    /** A key. */
    KEY,
    /** Client flags and exptime, a key, a value. */
    ITEM,
    /** A key and a piece of a value. */
    PIECE,
    /** Delta, initial value and exptime, a key. */
    NUMBER,
    /** An exptime and a key. What the header counts beyond them is read as the next request. */
    TOUCH,
    /** An exptime, or nothing. */
    FLUSH,
    /** A key, or nothing. What the header counts beyond it is read as the next request. */
    STAT,
    /** A mechanism's name, and a value that nobody may see. */
    CREDENTIAL;

    static final int ITEM_EXTRAS = 8;
    static final int NUMBER_EXTRAS = 20;
    static final int EXPTIME_EXTRAS = 4;

    /** Whether memcached takes a request of these lengths; {@code body} counts extras, key and value, unsigned. */
    boolean fits(int extras, int key, long body) {
        return switch (this) {
            case BARE -> body == 0;
            case KEY -> extras == 0 && key > 0 && body == key;
            case ITEM -> extras == ITEM_EXTRAS && key > 0;
            case PIECE, CREDENTIAL -> extras == 0 && key > 0;
            case NUMBER -> extras == NUMBER_EXTRAS && key > 0 && body == key + NUMBER_EXTRAS;
            case TOUCH -> extras == EXPTIME_EXTRAS && key > 0;
            case FLUSH -> key == 0 && body == extras && (extras == 0 || extras == EXPTIME_EXTRAS);
            case STAT -> extras == 0;
        };
    }

    /** Whether a value follows the key. */
    boolean hasValue() {
        return this == ITEM || this == PIECE || this == CREDENTIAL;
    }
}
