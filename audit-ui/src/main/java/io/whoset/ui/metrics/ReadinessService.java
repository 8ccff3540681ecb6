package io.whoset.ui.metrics;

import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.whoset.ui.http.Json;
import java.util.List;

/**
 * {@code GET /readyz}: 200 where every route works, else 503; either way it names each route.
 *
 * <p>Safe for many threads.
 */
public final class ReadinessService implements HttpService {
    private final ReadinessSource source;

    /** Serves what this source finds. */
    public ReadinessService(ReadinessSource source) {
        this.source = source;
    }

    @Override
    public HttpResponse serve(ServiceRequestContext ctx, HttpRequest request) {
        return HttpResponse.of(source.check().thenApply(ReadinessService::reply));
    }

    private static HttpResponse reply(List<ReadinessSource.RouteState> routes) {
        boolean ready = routes.stream().allMatch(ReadinessSource.RouteState::ok);
        return Json.reply(ready ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE, json -> {
            json.writeStartObject();
            json.writeStringField("status", ready ? "ok" : "failed");
            json.writeArrayFieldStart("routes");
            for (ReadinessSource.RouteState route : routes) {
                json.writeStartObject();
                json.writeStringField("route", route.route());
                json.writeBooleanField("ok", route.ok());
                if (!route.ok()) {
                    json.writeStringField("reason", route.reason());
                }
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }
}
