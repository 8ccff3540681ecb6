package io.whoset.ui.api;

import com.fasterxml.jackson.core.JsonGenerator;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.whoset.audit.log.Timestamps;
import io.whoset.audit.store.KeyRow;
import io.whoset.audit.store.WriteStore;
import io.whoset.ui.http.Json;
import io.whoset.ui.http.Query;
import java.io.IOException;
import java.util.List;
import java.util.Objects;

/**
 * {@code GET /api/v1/keys?prefix=}: keys that begin alike, those written last first, out of the newest writes that match, 200 for each key of limit and at most 20,000.
 *
 * <p><b>Units, bounds</b> {@code limit} 1 to 1000, 100 where it is absent.
 *
 * <p>Safe for many threads.
 */
public final class KeysResource implements Resource {
    private final WriteStore store;

    /** Asks this store. */
    public KeysResource(WriteStore store) {
        this.store = store;
    }

    @Override
    public Json.Body answer(ServiceRequestContext ctx) {
        Query query = new Query(ctx.queryParams(), "prefix", "limit");
        List<KeyRow> keys =
                store.keys(Objects.requireNonNullElse(query.text("prefix"), ""), WritesResource.limit(query));
        long since = store.sinceMicros();
        return json -> {
            json.writeStartObject();
            Rows.since(json, since);
            Rows.array(json, "items", keys, KeysResource::key);
            json.writeEndObject();
        };
    }

    private static void key(JsonGenerator json, KeyRow row) throws IOException {
        json.writeStartObject();
        json.writeStringField("key", row.key());
        json.writeNumberField("writes", row.writes());
        json.writeNumberField("writers", row.writers());
        json.writeNumberField("bad", row.bad());
        json.writeStringField("last", Timestamps.text(row.lastMicros()));
        json.writeStringField("last_writer", row.lastWriter());
        json.writeStringField("verdict", row.verdict());
        json.writeEndObject();
    }
}
