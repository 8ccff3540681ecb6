package io.whoset.ui.export;

import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpResponseWriter;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.whoset.audit.store.WriteStore;
import io.whoset.ui.api.WritesResource;
import io.whoset.ui.http.ApiError;
import io.whoset.ui.http.Query;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/**
 * {@code GET /api/v1/export}: writes that match as a file, newest first, in the log's own lines or as CSV.
 *
 * <p><b>Units, bounds</b> {@code limit} 1 to 100,000 rows, 100,000 where it is absent; 4 exports at a time, one more is refused with 503
 * {@code too-many-exports}.
 *
 * <p>Safe for many threads.
 */
public final class WriteExport implements HttpService {
    private static final int MOST_ROWS = 100_000;
    private static final int MOST_AT_ONCE = 4;
    private static final Pattern FORMAT = Pattern.compile("jsonl|csv");

    private final WriteStore store;
    private final AtomicInteger running = new AtomicInteger();

    /** Asks this store. */
    public WriteExport(WriteStore store) {
        this.store = store;
    }

    @Override
    public HttpResponse serve(ServiceRequestContext ctx, HttpRequest request) {
        Query query = new Query(ctx.queryParams(), WritesResource.filters("format", "limit"));
        String format = query.text("format", FORMAT, "jsonl or csv");
        WriteLines lines = WriteLines.valueOf(format == null ? "JSONL" : format.toUpperCase(Locale.ROOT));
        int limit = query.number("limit", 1, MOST_ROWS, MOST_ROWS);
        WritesResource.query(query, 1, null);
        if (running.incrementAndGet() > MOST_AT_ONCE) {
            running.decrementAndGet();
            throw new ApiError(
                    503, "too-many-exports", "export: saw " + MOST_AT_ONCE + " running already, try again in a while");
        }
        ctx.clearRequestTimeout();
        HttpResponseWriter out = HttpResponse.streaming();
        CompletableFuture<Void> unused = out.whenComplete().whenComplete((done, failure) -> running.decrementAndGet());
        out.write(ResponseHeaders.builder(HttpStatus.OK)
                .set(HttpHeaderNames.CONTENT_TYPE, lines.type())
                .set(HttpHeaderNames.CACHE_CONTROL, "no-store")
                .set(
                        HttpHeaderNames.CONTENT_DISPOSITION,
                        "attachment; filename=\"whoset-writes." + lines.name().toLowerCase(Locale.ROOT) + "\"")
                .build());
        Executor executor = ctx.blockingTaskExecutor();
        ExportStream stream = new ExportStream(
                out, executor, lines, (size, cursor) -> store.writes(WritesResource.query(query, size, cursor)), limit);
        executor.execute(stream::begin);
        return out;
    }
}
