package io.whoset.ui.api;

import com.fasterxml.jackson.core.JsonGenerator;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.whoset.audit.store.RatePoint;
import io.whoset.audit.store.WriteStore;
import io.whoset.ui.http.ApiError;
import io.whoset.ui.http.Json;
import io.whoset.ui.http.Query;
import java.io.IOException;
import java.util.List;

/**
 * {@code GET /api/v1/rates?from=}: writes of each writer in each second since then, for the chart.
 *
 * <p><b>Units, bounds</b> {@code second} since 1970 UTC; at most one hour; seconds without writes are absent.
 *
 * <p>Safe for many threads.
 */
public final class RatesResource implements Resource {
    private static final long MICROS = 1_000_000;

    private final WriteStore store;

    /** Asks this store. */
    public RatesResource(WriteStore store) {
        this.store = store;
    }

    @Override
    public Json.Body answer(ServiceRequestContext ctx) {
        Long from = new Query(ctx.queryParams(), "from").micros("from");
        if (from == null) {
            throw new ApiError(400, "bad-parameter", "from: absent, expected a time such as 2026-01-31T12:00:00Z");
        }
        List<RatePoint> rates = store.rates(Math.floorDiv(from, MICROS));
        return json -> {
            json.writeStartObject();
            Rows.array(json, "items", rates, RatesResource::point);
            json.writeEndObject();
        };
    }

    private static void point(JsonGenerator json, RatePoint point) throws IOException {
        json.writeStartObject();
        json.writeNumberField("second", point.secondEpoch());
        json.writeStringField("writer", point.writer());
        json.writeNumberField("writes", point.writes());
        json.writeEndObject();
    }
}
