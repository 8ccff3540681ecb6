package io.whoset.proxy.net;

/** Names of the handlers in a pipeline. Immutable. */
public final class HandlerNames {
    /** Relays what the client sends. */
    public static final String CLIENT = "client";

    /** Relays what the server answers. */
    public static final String UPSTREAM = "upstream";

    private HandlerNames() {}
}
