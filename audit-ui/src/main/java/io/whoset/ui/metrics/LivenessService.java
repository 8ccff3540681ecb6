package io.whoset.ui.metrics;

import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.whoset.ui.http.Json;

/**
 * {@code GET /livez}: the process answers, and that is all it says; it needs no token.
 *
 * <p>Immutable.
 */
public final class LivenessService implements HttpService {
    /** Its address. */
    public static final String PATH = "/livez";

    @Override
    public HttpResponse serve(ServiceRequestContext ctx, HttpRequest request) {
        return Json.ok(json -> {
            json.writeStartObject();
            json.writeStringField("status", "ok");
            json.writeEndObject();
        });
    }
}
