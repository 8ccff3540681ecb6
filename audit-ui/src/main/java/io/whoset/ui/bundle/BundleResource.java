package io.whoset.ui.bundle;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.whoset.ui.api.FindingResource;
import io.whoset.ui.http.ApiError;
import io.whoset.ui.http.Query;
import io.whoset.ui.state.AuditSources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /api/v1/bundle?finding=ID} or {@code ?key=KEY}: the evidence as a zip.
 *
 * <p><b>Units, bounds</b> at most 1000 writes; 60 s, as files of the log may have to be read.
 *
 * <p>Safe for many threads.
 */
public final class BundleResource implements HttpService {
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(60);

    private final AuditSources sources;

    /** Takes evidence from these. */
    public BundleResource(AuditSources sources) {
        this.sources = sources;
    }

    @Override
    public HttpResponse serve(ServiceRequestContext ctx, HttpRequest request) {
        Query query = new Query(ctx.queryParams(), "finding", "key");
        String finding = query.text("finding");
        String key = query.text("key");
        if ((finding == null) == (key == null)) {
            throw new ApiError(400, "bad-parameter", "finding, key: saw both or none, expected one of them");
        }
        ctx.setRequestTimeout(ANSWER_WITHIN);
        return HttpResponse.of(() -> zip(finding, key), ctx.blockingTaskExecutor());
    }

    private HttpResponse zip(@Nullable String finding, @Nullable String key) {
        Evidence evidence = finding != null
                ? Evidence.of(FindingResource.find(sources.store(), finding))
                : Evidence.of(sources.store(), String.valueOf(key));
        try {
            byte[] zip = new EvidenceBundle(sources).of(evidence);
            ResponseHeaders headers = ResponseHeaders.builder(HttpStatus.OK)
                    .set(HttpHeaderNames.CONTENT_TYPE, "application/zip")
                    .set(HttpHeaderNames.CACHE_CONTROL, "no-store")
                    .set(HttpHeaderNames.CONTENT_DISPOSITION, "attachment; filename=\"" + evidence.name() + ".zip\"")
                    .build();
            return HttpResponse.of(headers, HttpData.wrap(zip));
        } catch (IOException e) {
            throw new UncheckedIOException("the log cannot be read for a bundle", e);
        }
    }
}
