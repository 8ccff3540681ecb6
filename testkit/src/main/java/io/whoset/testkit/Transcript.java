package io.whoset.testkit;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * What a client was answered on each of its connections, and how each ended. Two equal ones cannot be told apart by the client.
 *
 * <p>Immutable.
 *
 * @param sides by number of the connection
 */
public record Transcript(Map<Integer, Side> sides) {
    /** How a connection ended for the client. */
    public enum End {
        /** The server closed it. */
        FIN,
        /** The server reset it. */
        RESET,
        /** The client closed it itself. */
        OWN,
        /** Nothing ended it although the client had sent all. */
        OPEN
    }

    /**
     * One connection.
     *
     * @param received all that came, as ISO 8859-1 text
     * @param end how it ended
     */
    public record Side(String received, End end) {}

    /** Copies the map. */
    public Transcript {
        sides = Map.copyOf(sides);
    }

    /** What came on a connection. */
    public String text(int conn) {
        return side(conn).received();
    }

    /** How a connection ended. */
    public End end(int conn) {
        return side(conn).end();
    }

    private Side side(int conn) {
        Side side = sides.get(conn);
        if (side == null) {
            throw new IllegalArgumentException("the script had no connection " + conn);
        }
        return side;
    }

    /** The same with each connection's text changed, for what may differ from server to server. */
    public Transcript mapped(UnaryOperator<String> change) {
        Map<Integer, Side> changed = new TreeMap<>();
        sides.forEach((conn, side) -> changed.put(conn, new Side(change.apply(side.received()), side.end())));
        return new Transcript(changed);
    }
}
