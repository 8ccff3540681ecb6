package io.whoset.ui.api;

import com.linecorp.armeria.server.ServiceRequestContext;
import io.whoset.audit.store.WriteStore;
import io.whoset.audit.store.WriterRow;
import io.whoset.ui.http.Json;
import io.whoset.ui.http.Query;
import java.util.List;

/**
 * {@code GET /api/v1/writers}: all writers, the accused first.
 *
 * <p>Safe for many threads.
 */
public final class WritersResource implements Resource {
    private final WriteStore store;

    /** Asks this store. */
    public WritersResource(WriteStore store) {
        this.store = store;
    }

    @Override
    public Json.Body answer(ServiceRequestContext ctx) {
        new Query(ctx.queryParams());
        List<WriterRow> writers = store.writers();
        long since = store.sinceMicros();
        return json -> {
            json.writeStartObject();
            Rows.since(json, since);
            Rows.array(json, "items", writers, Rows::writer);
            json.writeEndObject();
        };
    }
}
