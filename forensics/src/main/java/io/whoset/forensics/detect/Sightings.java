package io.whoset.forensics.detect;

import io.whoset.forensics.record.Content;
import io.whoset.forensics.record.Digest;
import io.whoset.forensics.record.Format;
import io.whoset.forensics.record.Payload;
import io.whoset.forensics.record.RecordId;
import io.whoset.forensics.record.WriteRecord;
import org.jspecify.annotations.Nullable;

/**
 * Makes sightings of writes; what many of them have in common is held once.
 *
 * <p>Audit thread only.
 */
final class Sightings {
    private final Singles<String> words = new Singles<>();
    private final Singles<Emptiness> losses = new Singles<>();

    /** Of a write that may have stored; null where it has no payload that can be compared. */
    @Nullable
    Sighting of(RecordId id, WriteRecord write, boolean certain) {
        Payload payload = write.payload();
        Digest digest = payload == null ? null : payload.digest();
        Format format = payload == null ? null : payload.format();
        if (payload == null || digest == null || format == null) {
            return null;
        }
        Content content = payload.content();
        String shape = content.shape();
        Emptiness loss = Emptiness.of(payload.bytes(), format, content);
        return new Sighting(
                id.value(),
                words.one(write.origin().writer()),
                write.origin().conn(),
                write.tsMicros(),
                write.interval(),
                digest.prefix(),
                format,
                write.flags() == null ? -1 : write.flags(),
                Lifetime.of(write.exptime()),
                shape == null ? null : words.one(shape),
                loss == null ? null : losses.one(loss),
                certain);
    }
}
