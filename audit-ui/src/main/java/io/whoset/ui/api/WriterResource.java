package io.whoset.ui.api;

import com.linecorp.armeria.server.ServiceRequestContext;
import io.whoset.audit.store.WriteStore;
import io.whoset.audit.store.WriterRow;
import io.whoset.ui.http.ApiError;
import io.whoset.ui.http.Json;
import io.whoset.ui.http.Query;
import java.util.Objects;

/**
 * {@code GET /api/v1/writers/{writer}}: one writer's numbers and the accusations against it.
 *
 * <p>Safe for many threads.
 */
public final class WriterResource implements Resource {
    private final WriteStore store;

    /** Asks this store. */
    public WriterResource(WriteStore store) {
        this.store = store;
    }

    @Override
    public Json.Body answer(ServiceRequestContext ctx) {
        new Query(ctx.queryParams());
        String name = Objects.requireNonNull(ctx.pathParam("writer"), "the route has it");
        WriterRow writer = store.writer(name)
                .orElseThrow(() -> new ApiError(404, "no-such-writer", "no write of this writer is in the store"));
        return json -> Rows.writer(json, writer);
    }
}
