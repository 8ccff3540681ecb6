package io.whoset.ui.api;

import com.linecorp.armeria.server.ServiceRequestContext;
import io.whoset.audit.log.FindingRow;
import io.whoset.audit.log.WriteRow;
import io.whoset.audit.store.WriteStore;
import io.whoset.forensics.record.RecordId;
import io.whoset.ui.http.ApiError;
import io.whoset.ui.http.Json;
import io.whoset.ui.http.Query;
import java.util.List;
import java.util.Objects;

/**
 * {@code GET /api/v1/findings/{id}}: one accusation, and the writes of its evidence that the store still has.
 *
 * <p>Safe for many threads.
 */
public final class FindingResource implements Resource {
    private final WriteStore store;

    /** Asks this store. */
    public FindingResource(WriteStore store) {
        this.store = store;
    }

    @Override
    public Json.Body answer(ServiceRequestContext ctx) {
        new Query(ctx.queryParams());
        FindingRow finding = find(store, Objects.requireNonNull(ctx.pathParam("id"), "the route has it"));
        List<WriteRow> writes =
                store.writes(finding.writes().stream().map(RecordId::parse).toList());
        return json -> {
            json.writeStartObject();
            json.writeFieldName("finding");
            Rows.finding(json, finding);
            Rows.array(json, "writes", writes, Rows::write);
            json.writeEndObject();
        };
    }

    /** The finding with this id, or a 404. */
    public static FindingRow find(WriteStore store, String id) {
        if (!WritesResource.ID.matcher(id).matches()) {
            throw ApiError.badParameter("id", id, "16 hex digits");
        }
        return store.finding(RecordId.parse(id))
                .orElseThrow(() -> new ApiError(404, "no-such-finding", "no finding of this id is in the store"));
    }
}
