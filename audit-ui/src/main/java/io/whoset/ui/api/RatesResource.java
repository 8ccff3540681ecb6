package io.whoset.ui.api;

import com.fasterxml.jackson.core.JsonGenerator;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.whoset.audit.store.RatePoint;
import io.whoset.audit.store.RateQuery;
import io.whoset.audit.store.WriteStore;
import io.whoset.forensics.record.TimeSource;
import io.whoset.ui.http.ApiError;
import io.whoset.ui.http.Json;
import io.whoset.ui.http.Query;
import java.io.IOException;
import java.util.List;

/**
 * {@code GET /api/v1/rates?from=}: writes by writer in buckets of time, for the chart.
 *
 * <p><b>Units, bounds</b> {@code to} is now where it is absent; {@code step} seconds of a bucket, chosen for at most 300 buckets where it is absent;
 * at most 1000 buckets. Buckets without writes are absent; of more than 20 writers the rest is summed without a name.
 *
 * <p>Safe for many threads.
 */
public final class RatesResource implements Resource {
    private static final long MICROS = 1_000_000;
    private static final int BUCKETS = 300;
    private static final int LONGEST_STEP = 31 * 86_400;

    private final WriteStore store;
    private final TimeSource time;

    /** Asks this store. */
    public RatesResource(WriteStore store, TimeSource time) {
        this.store = store;
        this.time = time;
    }

    @Override
    public Json.Body answer(ServiceRequestContext ctx) {
        RateQuery query = query(new Query(ctx.queryParams(), WritesResource.filters("step")));
        List<RatePoint> rates = store.rates(query);
        return json -> {
            json.writeStartObject();
            json.writeNumberField("from", query.from());
            json.writeNumberField("to", query.to());
            json.writeNumberField("step", query.step());
            Rows.array(json, "items", rates, RatesResource::point);
            json.writeEndObject();
        };
    }

    private RateQuery query(Query query) {
        Long from = query.micros("from");
        if (from == null) {
            throw new ApiError(400, "bad-parameter", "from: absent, expected a time such as 2026-01-31T12:00:00Z");
        }
        Long to = query.micros("to");
        long begin = Math.floorDiv(from, MICROS);
        long end = Math.floorDiv((to == null ? time.epochMicros(time.nanos()) : to) + MICROS - 1, MICROS);
        if (to != null && end <= begin) {
            throw ApiError.badParameter("to", String.valueOf(query.text("to")), "a time after from");
        }
        int step = query.number("step", 1, LONGEST_STEP, 0);
        try {
            return new RateQuery(
                    begin,
                    Math.max(end, begin + 1),
                    step > 0 ? step : RateQuery.stepFor(begin, end, BUCKETS),
                    WritesResource.query(query, 1, null));
        } catch (IllegalArgumentException e) {
            throw new ApiError(400, "bad-parameter", String.valueOf(e.getMessage()));
        }
    }

    private static void point(JsonGenerator json, RatePoint point) throws IOException {
        json.writeStartObject();
        json.writeNumberField("second", point.secondEpoch());
        Rows.text(json, "writer", point.writer());
        json.writeNumberField("writes", point.writes());
        json.writeEndObject();
    }
}
