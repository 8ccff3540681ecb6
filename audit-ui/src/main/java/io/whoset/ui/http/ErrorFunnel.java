package io.whoset.ui.http;

import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.server.HttpResponseException;
import com.linecorp.armeria.server.HttpStatusException;
import com.linecorp.armeria.server.RequestTimeoutException;
import com.linecorp.armeria.server.ServerErrorHandler;
import com.linecorp.armeria.server.ServiceConfig;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.whoset.audit.store.StoreException;
import java.util.Locale;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one place where trouble becomes a reply: {@code {"error":{"status":400,"code":"bad-parameter","message":"..."}}}.
 *
 * <p>Safe for many threads.
 */
public final class ErrorFunnel implements ServerErrorHandler {
    private static final Logger log = LoggerFactory.getLogger(ErrorFunnel.class);

    @Override
    public @Nullable HttpResponse onServiceException(ServiceRequestContext ctx, Throwable cause) {
        Throwable root = cause instanceof CompletionException && cause.getCause() != null ? cause.getCause() : cause;
        if (root instanceof HttpStatusException || root instanceof HttpResponseException) {
            return null;
        }
        return reply(toApiError(root));
    }

    private static ApiError toApiError(Throwable cause) {
        if (cause instanceof ApiError known) {
            return known;
        }
        if (cause instanceof StoreException) {
            log.atWarn().setCause(cause).log("the store cannot answer, the writer log is not concerned");
            return new ApiError(
                    503, "store-unavailable", cause.getMessage() + ": the store cannot answer, ask the writer log");
        }
        if (cause instanceof RequestTimeoutException) {
            return new ApiError(
                    503, "too-slow", "no answer in time, ask for less: a narrower filter or a smaller limit");
        }
        log.atError().setCause(cause).log("a request failed unexpectedly");
        return new ApiError(500, "internal", "whoset failed to answer, its log says why");
    }

    @Override
    public AggregatedHttpResponse renderStatus(
            @Nullable ServiceRequestContext ctx,
            ServiceConfig config,
            @Nullable RequestHeaders headers,
            HttpStatus status,
            @Nullable String description,
            @Nullable Throwable cause) {
        String code = status.reasonPhrase().toLowerCase(Locale.ROOT).replace(' ', '-');
        ApiError error = new ApiError(status.code(), code, status.reasonPhrase());
        return AggregatedHttpResponse.of(Json.headers(status), HttpData.wrap(body(error)));
    }

    /** The reply to an error. */
    public static HttpResponse reply(ApiError error) {
        return HttpResponse.of(Json.headers(HttpStatus.valueOf(error.status())), HttpData.wrap(body(error)));
    }

    private static byte[] body(ApiError error) {
        return Json.bytes(json -> {
            json.writeStartObject();
            json.writeObjectFieldStart("error");
            json.writeNumberField("status", error.status());
            json.writeStringField("code", error.code());
            json.writeStringField("message", error.sentence());
            json.writeEndObject();
            json.writeEndObject();
        });
    }
}
