package io.whoset.protocol.pairing;

import io.whoset.protocol.Command;
import io.whoset.protocol.Desync;
import io.whoset.protocol.text.Reply;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Receives requests as they pass and, later, what the server said to them.
 *
 * <p>Per request: {@link #onCommand}, {@link #onPayload} per piece, {@link #onRequestEnd}. Requests come in the order of the
 * wire and never overlap. {@link #onSettled} comes once for every request whose {@code onRequestEnd} gave a token, in the
 * order of the requests. A {@code gat} of many keys is one request per key here.
 *
 * <p>Confined to the connection's event loop.
 *
 * @param <T> what the sink wants back when the request is settled
 */
public interface ExchangeSink<T> {
    /** A command line is understood. */
    void onCommand(Command command);

    /** A key of {@code get} or {@code gets} has passed, before {@link #onCommand}: these bytes, the last exclusive, during the call only. */
    default void onReadKey(byte[] bytes, int from, int to) {}

    /** A piece of its data block: a read-only view that is valid during the call only. */
    void onPayload(ByteBuffer piece);

    /** The whole request has arrived. Returns what {@link #onSettled} shall give back, or null where nobody waits. */
    @Nullable
    T onRequestEnd(Command command);

    /**
     * The request is settled.
     *
     * @param token what {@code onRequestEnd} gave
     * @param outcome the reply's first word as sent ({@code STORED}, {@code HD}, {@code SERVER_ERROR}), at most 32 characters;
     *     {@link #NONE} or {@link #LOST}; null where its reply could not be told from another's
     */
    void onSettled(T token, @Nullable String outcome);

    /** The connection speaks the binary protocol; comes before anything else, or never. */
    default void onBinaryProtocol() {}

    /** A reply line of the text protocol came; what it settles is told after it. The view is valid during the call only. */
    default void onReply(Reply reply) {}

    /** The audit of the connection lost its place. Tokens that cannot be settled any more came with a null outcome before. */
    void onDesync(Desync desync);

    /** Outcome of a noreply or quiet request to which no reply came. */
    String NONE = "none";

    /** Outcome of a request whose connection ended before its reply. */
    String LOST = "lost";
}
