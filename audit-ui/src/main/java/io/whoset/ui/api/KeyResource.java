package io.whoset.ui.api;

import com.linecorp.armeria.server.ServiceRequestContext;
import io.whoset.audit.log.WriteRow;
import io.whoset.audit.store.Page;
import io.whoset.audit.store.WriteQuery;
import io.whoset.audit.store.WriteStore;
import io.whoset.ui.http.Json;
import io.whoset.ui.http.Query;
import java.util.Objects;

/**
 * {@code GET /api/v1/keys/{key}}: who set it, newest first.
 *
 * <p>The path holds the key's log form, percent-encoded once more: the key {@code 50%} has the log form {@code 50%25} and the path
 * {@code /api/v1/keys/50%2525}. A key with a path segment {@code .} or {@code ..} has no path, because every URL library would resolve it;
 * {@code writes?key=a/../b} finds it.
 *
 * <p>Safe for many threads.
 */
public final class KeyResource implements Resource {
    private final WriteStore store;

    /** Asks this store. */
    public KeyResource(WriteStore store) {
        this.store = store;
    }

    @Override
    public Json.Body answer(ServiceRequestContext ctx) {
        Query query = new Query(ctx.queryParams(), "limit", "cursor");
        String key = Objects.requireNonNull(ctx.pathParam("key"), "the route has it");
        Page<WriteRow> page = store.writes(
                WriteQuery.ofKey(key, WritesResource.limit(query)).olderThan(WritesResource.cursor(query)));
        long since = store.sinceMicros();
        return json -> {
            json.writeStartObject();
            json.writeStringField("key", key);
            Rows.since(json, since);
            Rows.page(json, page);
            json.writeEndObject();
        };
    }
}
