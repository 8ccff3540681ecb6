package io.whoset.protocol.pairing;

import io.netty.buffer.ByteBuf;

/** Which reply answers which request, in one of the two protocols. Confined to the connection's event loop. */
interface Pairing {
    /** Bytes from the client; the reader index is untouched and nothing is kept of the buffer. */
    void fromClient(ByteBuf bytes);

    /** Bytes from the server; likewise. */
    void fromUpstream(ByteBuf bytes);

    /** The connection is over: whatever waits is settled. Idempotent. */
    void onConnectionEnd();

    /** Requests that wait for their reply, 0 to the limit. */
    int pendingReplies();

    /** The same, each key of a {@code gat} counted: what they cost. */
    int pendingKeys();

    /** Whether the oldest request that waits has been sent and is one that a server must answer. */
    boolean isAnswerDue();

    /** Replies that no request had asked for. */
    long unsolicitedReplies();
}
