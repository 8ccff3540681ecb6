package io.whoset.ui.api;

import com.fasterxml.jackson.core.JsonGenerator;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.whoset.audit.log.Timestamps;
import io.whoset.audit.store.Damage;
import io.whoset.audit.store.Damage.Damaged;
import io.whoset.audit.store.PurgeLine;
import io.whoset.audit.store.WriteStore;
import io.whoset.ui.http.Json;
import io.whoset.ui.http.Query;
import java.io.IOException;
import java.util.Objects;

/**
 * {@code GET /api/v1/writers/{writer}/damage}: which keys still hold one of its bad writes, until when, what belongs there, and the line that
 * removes it.
 *
 * <p>Safe for many threads.
 */
public final class DamageResource implements Resource {
    private final WriteStore store;

    /** Asks this store. */
    public DamageResource(WriteStore store) {
        this.store = store;
    }

    @Override
    public Json.Body answer(ServiceRequestContext ctx) {
        new Query(ctx.queryParams());
        Damage damage = store.damage(Objects.requireNonNull(ctx.pathParam("writer"), "the route has it"));
        return json -> write(json, damage);
    }

    private static void write(JsonGenerator json, Damage damage) throws IOException {
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
        json.writeEndObject();
    }

    private static void time(JsonGenerator json, String name, long micros) throws IOException {
        if (micros > 0) {
            json.writeStringField(name, Timestamps.text(micros));
        }
    }
}
