package io.whoset.protocol;

/**
 * The parser lost its place in a stream: what passed from here on is not attributed until {@code resynced}.
 *
 * <p>Immutable.
 *
 * @param direction the stream in which it was noticed
 * @param reason what was seen and what was expected, one short English clause without payload
 * @param offset bytes of that stream that had passed before the place
 * @param lost writes whose attribution is lost by it, as far as it is known, at least 0
 * @param blind true where nothing that follows in that stream is understood any more: of a client's, no write; of a server's, no
 *     outcome. False where the parser found its place again at once, or will by a no-op
 */
public record Desync(Direction direction, String reason, long offset, long lost, boolean blind) {
    /** Which stream. */
    public enum Direction {
        /** What the client sends. */
        CLIENT_TO_UPSTREAM,
        /** What the server answers. */
        UPSTREAM_TO_CLIENT
    }
}
