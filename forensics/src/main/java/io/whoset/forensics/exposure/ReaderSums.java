package io.whoset.forensics.exposure;

import io.whoset.forensics.exposure.Readers.Reader;
import io.whoset.forensics.record.RecordId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Adds up who read a writer's bad versions. Confined to one thread. */
final class ReaderSums {
    private static final int SHOWN = 100;
    private static final Comparator<Reader> MOST_FIRST =
            Comparator.comparingLong(Reader::reads).reversed().thenComparing(Reader::writer);

    private final Map<String, Reader> readers = new HashMap<>();
    private final Map<RecordId, Long> byVersion = new HashMap<>();
    private long unnamed;

    void unnamed(long reads) {
        unnamed += reads;
    }

    void add(String reader, long reads, long lastMicros) {
        readers.merge(
                reader,
                new Reader(reader, reads, 1, lastMicros),
                (known, next) -> new Reader(
                        reader,
                        known.reads() + next.reads(),
                        known.versions() + 1,
                        Math.max(known.lastMicros(), next.lastMicros())));
    }

    void version(RecordId id, long reads) {
        byVersion.put(id, reads);
    }

    Readers readers() {
        List<Reader> sorted = readers.values().stream().sorted(MOST_FIRST).toList();
        long more =
                unnamed + sorted.stream().skip(SHOWN).mapToLong(Reader::reads).sum();
        return new Readers(sorted.stream().limit(SHOWN).toList(), more, byVersion);
    }
}
