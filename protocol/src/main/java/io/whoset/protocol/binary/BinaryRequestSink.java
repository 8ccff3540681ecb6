package io.whoset.protocol.binary;

import io.whoset.protocol.Desync;
import java.nio.ByteBuffer;

/**
 * Receives what a {@link BinaryRequestParser} understood, in the order of the wire.
 *
 * <p>For each request: {@link #onRequest}, {@link #onPayload} per piece of the value of a storage command, {@link #onRequestEnd}. A
 * credential never comes.
 *
 * <p>Confined to the connection's event loop.
 */
public interface BinaryRequestSink {
    /** Header, extras and key have arrived: {@code 80 01 … <extras><key> ‸<value>}. */
    void onRequest(BinaryRequest request);

    /** A piece of the value: a read-only view that is valid during the call only. */
    void onPayload(ByteBuffer piece);

    /** The whole request has arrived. */
    void onRequestEnd();

    /** The server hangs up on what was sent, or will not understand it: nothing more comes. */
    void onDesync(Desync desync);
}
