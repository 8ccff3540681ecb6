package io.whoset.protocol.text;

/** How a request ended. Immutable. */
public enum RequestEnd {
    /** As the protocol wants it. */
    COMPLETE,
    /** The data block was not followed by CR LF: the server answers {@code CLIENT_ERROR bad data chunk} and stores nothing. */
    BAD_DATA_CHUNK
}
