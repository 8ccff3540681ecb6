package io.whoset.benchmarks.sim;

import io.whoset.forensics.record.Origin;
import java.util.List;

/**
 * A writer with its connections.
 *
 * <p>Confined to its world's thread.
 */
public final class Client {
    private final String writer;
    private final List<Origin> connections;
    private int turn;

    Client(String writer, List<Origin> connections) {
        this.writer = writer;
        this.connections = connections;
    }

    /** Its name. */
    public String writer() {
        return writer;
    }

    /** The connection of its next request: one after the other. */
    public Origin next() {
        return connections.get(turn++ % connections.size());
    }

    /** One of its connections. */
    public Client only(int connection) {
        return new Client(writer, List.of(connections.get(connection % connections.size())));
    }
}
