package io.whoset.ui.api;

import com.linecorp.armeria.server.ServiceRequestContext;
import io.whoset.audit.log.FindingRow;
import io.whoset.audit.store.FindingQuery;
import io.whoset.audit.store.Page;
import io.whoset.audit.store.WriteStore;
import io.whoset.ui.http.Json;
import io.whoset.ui.http.Query;

/**
 * {@code GET /api/v1/findings}: accusations, newest first, page by page.
 *
 * <p><b>Units, bounds</b> {@code limit} 1 to 1000, 100 where it is absent; {@code cursor} is the {@code next} of the page before.
 *
 * <p>Safe for many threads.
 */
public final class FindingsResource implements Resource {
    private final WriteStore store;

    /** Asks this store. */
    public FindingsResource(WriteStore store) {
        this.store = store;
    }

    @Override
    public Json.Body answer(ServiceRequestContext ctx) {
        Query query = new Query(ctx.queryParams(), "writer", "from", "to", "limit", "cursor");
        Page<FindingRow> page = store.findings(new FindingQuery(
                query.text("writer"),
                query.micros("from"),
                query.micros("to"),
                WritesResource.limit(query),
                WritesResource.cursor(query)));
        return json -> {
            json.writeStartObject();
            Rows.array(json, "items", page.items(), Rows::finding);
            Rows.text(json, "next", page.next());
            json.writeEndObject();
        };
    }
}
