package io.whoset.forensics.detect;

import io.whoset.forensics.record.Format;
import io.whoset.forensics.record.Interval;
import io.whoset.forensics.record.RecordId;
import org.jspecify.annotations.Nullable;

/**
 * One store as the rules see it, and as a key's history remembers a writer's last one.
 *
 * <p><b>Units</b> {@code digest} tells the versions of one key: the first 8 bytes of SHA-256, or {@link Noise} makes it of the members that count;
 * {@code flags} -1 where not known.
 *
 * <p>Immutable.
 *
 * @param line number of its log line
 * @param writer who stored
 * @param conn over which connection
 * @param micros when, microseconds since 1970 UTC
 * @param interval when the server can have carried it out
 * @param digest of the payload
 * @param format of the payload
 * @param flags client flags
 * @param lifetime what its exptime asks for
 * @param shape structure of the payload
 * @param loss what it lacks, in words; null where nothing is known to be missing
 * @param certain whether the reply said that it was stored
 */
record Sighting(
        long line,
        String writer,
        long conn,
        long micros,
        Interval interval,
        long digest,
        Format format,
        long flags,
        Lifetime lifetime,
        @Nullable String shape,
        @Nullable Emptiness loss,
        boolean certain) {
    /** Spreads what it multiplies over the upper bits. */
    static final long GOLDEN = 0x9E3779B97F4A7C15L;

    /** Name of its log line. */
    RecordId id() {
        return new RecordId(line);
    }

    /** The same, known to lack something. */
    Sighting lacking(Emptiness what) {
        return new Sighting(
                line, writer, conn, micros, interval, digest, format, flags, lifetime, shape, what, certain);
    }

    /** The same, as a version that is told by this. */
    Sighting digest(long version) {
        return new Sighting(
                line, writer, conn, micros, interval, version, format, flags, lifetime, shape, loss, certain);
    }

    /** Whether its structure is known: then it can be an item's own. */
    boolean isStructured() {
        return shape != null;
    }

    /** Type and structure in one number, never 0: values of different forms are the work of different programs. */
    long form() {
        return (type() ^ (shape == null ? 0 : shape.hashCode() * GOLDEN)) | 1;
    }

    /**
     * Format and flags in one number, never 0. Numbers, plain text and nothing are one format, and so are protobuf and other bytes: which of them is a
     * matter of the value.
     */
    long type() {
        Format kind = switch (format) {
            case INTEGER, EMPTY -> Format.TEXT;
            case PROTOBUF -> Format.BINARY;
            default -> format;
        };
        long name = kind.name().hashCode() & 0xFFFFFFFFL;
        return ((name << Byte.SIZE) + (flags + 2) * GOLDEN) | 1;
    }
}
