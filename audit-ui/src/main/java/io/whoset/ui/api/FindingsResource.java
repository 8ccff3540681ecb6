package io.whoset.ui.api;

import com.linecorp.armeria.server.ServiceRequestContext;
import io.whoset.audit.log.FindingRow;
import io.whoset.audit.store.WriteStore;
import io.whoset.ui.http.Json;
import io.whoset.ui.http.Query;
import java.util.List;

/**
 * {@code GET /api/v1/findings}: accusations, newest first.
 *
 * <p><b>Units, bounds</b> {@code limit} 1 to 1000, 100 where it is absent.
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
        List<FindingRow> findings = store.findings(WritesResource.limit(new Query(ctx.queryParams(), "limit")));
        return json -> {
            json.writeStartObject();
            Rows.array(json, "items", findings, Rows::finding);
            json.writeEndObject();
        };
    }
}
