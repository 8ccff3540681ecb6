package io.whoset.proxy.tap;

import io.netty.buffer.ByteBuf;

/** Looks at both directions of one connection. Never throws, never keeps a buffer. Confined to the connection's event loop. */
public interface Tap {
    /** Bytes from the client, before they go on; the reader index is untouched. */
    void fromClient(ByteBuf bytes);

    /** Bytes from the server, before they go on. */
    void fromUpstream(ByteBuf bytes);

    /** The connection is over. */
    void onEnd();

    /** Requests that wait for a reply. */
    int pendingReplies();

    /** Who pauses the client's reads when the audit asks for it. */
    void onBrake(Brake brake);

    /** Pauses a client's reads, or lets them go on. */
    @FunctionalInterface
    interface Brake {
        /** True to pause, false to go on. */
        void set(boolean on);
    }
}
