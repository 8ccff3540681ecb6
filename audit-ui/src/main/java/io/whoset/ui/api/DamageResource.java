package io.whoset.ui.api;

import com.fasterxml.jackson.core.JsonGenerator;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.whoset.audit.log.Timestamps;
import io.whoset.audit.store.Damage;
import io.whoset.audit.store.Damage.Damaged;
import io.whoset.audit.store.PurgeLine;
import io.whoset.audit.store.WriteStore;
import io.whoset.forensics.exposure.Exposure;
import io.whoset.forensics.exposure.Readers;
import io.whoset.forensics.exposure.Readers.Reader;
import io.whoset.forensics.record.RecordId;
import io.whoset.ui.http.Json;
import io.whoset.ui.http.Query;
import java.io.IOException;
import java.util.Objects;

/**
 * {@code GET /api/v1/writers/{writer}/damage}: which keys still hold one of its bad writes, until when, what belongs there, the line that
 * removes it, and who asked for them.
 *
 * <p>Safe for many threads.
 */
public final class DamageResource implements Resource {
    private final WriteStore store;
    private final Exposure exposure;

    /** Asks this store, and who read the bad versions. */
    public DamageResource(WriteStore store, Exposure exposure) {
        this.store = store;
        this.exposure = exposure;
    }

    @Override
    public Json.Body answer(ServiceRequestContext ctx) {
        new Query(ctx.queryParams());
        Damage damage = store.damage(Objects.requireNonNull(ctx.pathParam("writer"), "the route has it"));
        Readers readers = exposure.of(damage.writer());
        return json -> write(json, damage, readers);
    }

    /** All of it as one object. */
    public static void write(JsonGenerator json, Damage damage, Readers readers) throws IOException {
        json.writeStartObject();
        json.writeStringField("writer", damage.writer());
        json.writeNumberField("writes", damage.writes());
        time(json, "first", damage.firstMicros());
        time(json, "last", damage.lastMicros());
        json.writeArrayFieldStart("keys");
        for (Damaged key : damage.keys()) {
            json.writeStartObject();
            json.writeStringField("key", key.bad().key());
            json.writeStringField(
                    "purge", PurgeLine.of(Objects.requireNonNullElse(key.bad().key(), "")));
            time(json, "until", key.untilMicros());
            Long reads = readers.byVersion().get(RecordId.parse(key.bad().id()));
            if (reads != null) {
                json.writeNumberField("reads", reads);
            }
            json.writeFieldName("bad");
            Rows.write(json, key.bad());
            if (key.good() != null) {
                json.writeFieldName("good");
                Rows.write(json, key.good());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeBooleanField("more", damage.more());
        readers(json, readers);
        json.writeEndObject();
    }

    private static void readers(JsonGenerator json, Readers readers) throws IOException {
        json.writeNumberField("reads", readers.reads());
        json.writeArrayFieldStart("readers");
        for (Reader reader : readers.readers()) {
            json.writeStartObject();
            json.writeStringField("writer", reader.writer());
            json.writeNumberField("reads", reader.reads());
            json.writeNumberField("versions", reader.versions());
            time(json, "last", reader.lastMicros());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void time(JsonGenerator json, String name, long micros) throws IOException {
        if (micros > 0) {
            json.writeStringField(name, Timestamps.text(micros));
        }
    }
}
