package io.whoset.ui.api;

import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.whoset.ui.http.Json;
import io.whoset.ui.http.Query;
import io.whoset.ui.state.ProcessState;
import io.whoset.ui.state.ProcessStateSource;
import io.whoset.ui.state.StateJson;

/**
 * {@code GET /api/v1/state}: what runs, and what spoils the record.
 *
 * <p>Safe for many threads.
 */
public final class StateResource implements HttpService {
    private final ProcessStateSource source;
    private final boolean login;

    /** Tells what this source reads, and whether a token is asked for. */
    public StateResource(ProcessStateSource source, boolean login) {
        this.source = source;
        this.login = login;
    }

    @Override
    public HttpResponse serve(ServiceRequestContext ctx, HttpRequest request) {
        new Query(ctx.queryParams());
        ProcessState state = source.state();
        return Json.ok(json -> {
            json.writeStartObject();
            json.writeFieldName("versions");
            StateJson.texts(json, state.versions());
            json.writeBooleanField("login", login);
            StateJson.gaps(json, state);
            json.writeEndObject();
        });
    }
}
