package io.whoset.forensics.exposure;

import io.whoset.forensics.record.Origin;
import io.whoset.forensics.record.RecordId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * A version of a key that is or may be bad, and who asked for the key while it was there.
 *
 * <p><b>Units, bounds</b> 16 readers by name, further ones count together; microseconds since 1970 UTC.
 *
 * <p>Safe for many threads.
 */
final class BadVersion {
    private static final int READERS = 16;

    private final RecordId id;
    private final Origin origin;
    private final long place;
    private final long untilMicros;
    private final Map<String, Reader> readers = new ConcurrentHashMap<>(4);
    private final LongAdder unnamed = new LongAdder();

    /** One reader. */
    private static final class Reader {
        private final LongAdder reads = new LongAdder();
        private volatile long lastMicros;
    }

    BadVersion(RecordId id, Origin origin, long place, long untilMicros) {
        this.id = id;
        this.origin = origin;
        this.place = place;
        this.untilMicros = untilMicros;
    }

    RecordId id() {
        return id;
    }

    String writer() {
        return origin.writer();
    }

    String upstream() {
        return origin.upstream();
    }

    /** Which key of which server. */
    long place() {
        return place;
    }

    /** Somebody asks for the key; nothing is counted once the version has expired. */
    void read(String reader, long nowMicros) {
        if (nowMicros >= untilMicros) {
            return;
        }
        Reader known = readers.get(reader);
        if (known == null && readers.size() < READERS) {
            known = readers.computeIfAbsent(reader, name -> new Reader());
        }
        if (known == null) {
            unnamed.increment();
        } else {
            known.reads.increment();
            known.lastMicros = nowMicros;
        }
    }

    /** Adds what it counted. */
    void addTo(ReaderSums sums) {
        long reads = unnamed.sum();
        sums.unnamed(reads);
        for (Map.Entry<String, Reader> reader : readers.entrySet()) {
            long own = reader.getValue().reads.sum();
            sums.add(reader.getKey(), own, reader.getValue().lastMicros);
            reads += own;
        }
        sums.version(id, reads);
    }
}
