package io.whoset.proxy.net;

/** Names of the handlers in a pipeline. Immutable. */
public final class HandlerNames {
    /** Relays what the client sends. */
    public static final String CLIENT = "client";

    /** Relays what the server answers. */
    public static final String UPSTREAM = "upstream";

    /** Waits for the PROXY header. */
    public static final String PROXY_HEADER = "proxy-header";

    /** Waits for the name of the client's address. */
    public static final String NAME = "name";

    /** Encrypts and decrypts. */
    public static final String TLS = "tls";

    /** Waits for the TLS handshake. */
    public static final String HANDSHAKE = "handshake";

    /** Holds back a TLS 1.2 client's close_notify. */
    public static final String CLOSE_NOTIFY = "close-notify";

    private HandlerNames() {}
}
