package io.whoset.proxy.count;

/**
 * What passes whoset on its way to one server, over all routes to it.
 *
 * <p>Immutable; its parts are safe for many threads.
 *
 * @param writes how many writes
 * @param ends over which connections
 */
public record Passage(PassedWrites writes, OwnEnds ends) {
    /** Nothing yet. */
    public Passage() {
        this(new PassedWrites(), new OwnEnds());
    }
}
