package io.whoset.ui.api;

import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.whoset.ui.http.Json;

/** A resource that asks the store: its answer is made on a blocking thread, because the store may take its time. */
interface Resource extends HttpService {
    /** Asks the store, then says how the answer is written; on a blocking thread. */
    Json.Body answer(ServiceRequestContext ctx);

    @Override
    default HttpResponse serve(ServiceRequestContext ctx, HttpRequest request) {
        return HttpResponse.of(() -> Json.ok(answer(ctx)), ctx.blockingTaskExecutor());
    }
}
