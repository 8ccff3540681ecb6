package io.whoset.forensics.exposure;

import io.whoset.forensics.record.RecordId;
import java.util.List;
import java.util.Map;

/**
 * Who asked for keys while they held a bad version of one writer: how far its damage went. A request is counted, not its answer: a key that memcached
 * had dropped by itself is counted, too.
 *
 * <p>Immutable.
 *
 * @param readers those who asked, the most frequent first, at most 100
 * @param unnamed how often all others asked
 * @param byVersion how often anybody asked, by the bad write; one that is not here was not watched
 */
public record Readers(List<Reader> readers, long unnamed, Map<RecordId, Long> byVersion) {
    /** Nobody is known to have asked. */
    public static final Readers NONE = new Readers(List.of(), 0, Map.of());

    /** Copies the collections. */
    public Readers {
        readers = List.copyOf(readers);
        byVersion = Map.copyOf(byVersion);
    }

    /** How often anybody asked. */
    public long reads() {
        return unnamed + readers.stream().mapToLong(Reader::reads).sum();
    }

    /**
     * One client.
     *
     * @param writer its name, as a writer's
     * @param reads how often it asked
     * @param versions for how many of the bad versions
     * @param lastMicros when it last did, microseconds since 1970 UTC
     */
    public record Reader(String writer, long reads, long versions, long lastMicros) {}
}
