package io.whoset.proxy.header;

/** Which PROXY header the server gets ahead of a client's bytes. Immutable. */
public enum SendProxy {
    /** None. */
    OFF,
    /** The text form. */
    V1,
    /** The binary form. */
    V2
}
