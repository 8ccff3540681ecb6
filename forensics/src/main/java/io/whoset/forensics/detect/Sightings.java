package io.whoset.forensics.detect;

import io.whoset.forensics.record.Content;
import io.whoset.forensics.record.Digest;
import io.whoset.forensics.record.Format;
import io.whoset.forensics.record.Payload;
import io.whoset.forensics.record.RecordId;
import io.whoset.forensics.record.WriteRecord;

/**
 * Makes sightings of writes; what many of them have in common is held once.
 *
 * <p>Audit thread only.
 */
final class Sightings {
    private final Singles<String> shapes = new Singles<>();
    private final Singles<Emptiness> losses = new Singles<>();

    /** Whether a write has a payload that can be compared. */
    static boolean isComparable(WriteRecord write) {
        Payload payload = write.payload();
        return payload != null && payload.digest() != null && payload.format() != null;
    }

    /** Of a write of this writer that may have stored something that {@linkplain #isComparable can be compared}. */
    Sighting of(RecordId id, WriteRecord write, String writer, boolean certain) {
        Payload payload = write.payload();
        Digest digest = payload == null ? null : payload.digest();
        Format format = payload == null ? null : payload.format();
        if (payload == null || digest == null || format == null) {
            throw new IllegalArgumentException("nothing to compare");
        }
        Content content = payload.content();
        String shape = content.shape();
        Emptiness loss = Emptiness.of(payload.bytes(), format, content);
        return new Sighting(
                id.value(),
                writer,
                write.origin().conn(),
                write.tsMicros(),
                write.interval(),
                digest.prefix(),
                format,
                write.flags() == null ? -1 : write.flags(),
                Lifetime.of(write.exptime()),
                shape == null ? null : shapes.one(shape),
                loss == null ? null : losses.one(loss),
                certain);
    }
}
