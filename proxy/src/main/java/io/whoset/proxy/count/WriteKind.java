package io.whoset.proxy.count;

import io.whoset.protocol.Command;
import io.whoset.protocol.Verb;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes that memcached counts together in its {@code stats}. A command counts once at most there, in its kind and in no other.
 *
 * <p>Immutable.
 *
 * <p><b>Source</b> memcached 1.6.18: proto_text.c and proto_bin.c for what each command counts, memcached.c for the names.
 */
public enum WriteKind {
    /** Every data block that arrived whole, whatever became of it. */
    SET,
    /** Hits and misses; a meta delete that only marks the item stale is not counted. */
    DELETE,
    /** Hits and misses of arithmetic; what is refused or creates its item is not counted. */
    DELTA,
    /** Each key once. */
    TOUCH,
    /** {@code flush_all}. */
    FLUSH;

    /** The lines of {@code stats} whose sum counts this kind. */
    List<String> stats() {
        return switch (this) {
            case SET -> List.of("cmd_set");
            case DELETE -> List.of("delete_hits", "delete_misses");
            case DELTA -> List.of("incr_hits", "incr_misses", "decr_hits", "decr_misses");
            case TOUCH -> List.of("cmd_touch");
            case FLUSH -> List.of("cmd_flush");
        };
    }

    /** The kind as which a write may be counted; null for one that never is, and for what is no write. */
    public static @Nullable WriteKind of(Command command) {
        Verb verb = command.verb();
        return switch (verb) {
            case SET, ADD, REPLACE, APPEND, PREPEND, CAS, MS -> SET;
            case DELETE, MD -> DELETE;
            case INCR, DECR, MA -> DELTA;
            case TOUCH, GAT, GATS -> TOUCH;
            case MG -> command.metaFlags().has('T') ? TOUCH : null;
            case FLUSH_ALL -> FLUSH;
            default -> null;
        };
    }
}
