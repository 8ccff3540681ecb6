package io.whoset.protocol.text;

import io.whoset.protocol.Command;
import io.whoset.protocol.Desync;
import java.nio.ByteBuffer;

/**
 * Receives what a {@link RequestParser} understood, in the order of the wire.
 *
 * <p>For each request: {@link #onCommand} once; {@link #onPayload} per piece where the command has a data block;
 * {@link #onRequestEnd} once. A retrieval of many keys ({@code get a b c}, {@code gat 60 a b c}) is one {@code onCommand}
 * per key in the order sent, and one {@code onRequestEnd} at the end of its line.
 *
 * <p>Confined to the connection's event loop.
 */
public interface RequestSink {
    /** A command line, or one more key of a retrieval: {@code set k 0 60 252\r\n ‸}. */
    void onCommand(Command command);

    /** A piece of the data block, without its CR LF: a read-only view that is valid during the call only. */
    void onPayload(ByteBuffer piece);

    /** The whole request has arrived: {@code …<data>\r\n ‸}. */
    void onRequestEnd(RequestEnd end);

    /** A line that the server answers with an error: {@code set k 0\r\n ‸}. The parser is at the next line. */
    void onBadLine(BadLine line);

    /** The parser lost its place; it feeds nothing more where {@code desync.blind()}. */
    void onDesync(Desync desync);

    /**
     * Whether each key of {@code get} and {@code gets} is wanted. Where it is not, such a retrieval is one {@code onCommand}
     * without a key, and {@link #onReadKey} is told of each. The keys of {@code gat} and {@code gats} always come: they are changed.
     */
    default boolean wantsReadKeys() {
        return true;
    }

    /** A key of {@code get} or {@code gets} has passed where they are not wanted: these bytes, the last exclusive, during the call only. */
    default void onReadKey(byte[] bytes, int from, int to) {}
}
