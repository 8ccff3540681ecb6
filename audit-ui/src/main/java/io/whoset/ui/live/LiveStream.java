package io.whoset.ui.live;

import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpResponseWriter;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.whoset.audit.live.LiveFeed;
import io.whoset.forensics.record.RecordId;
import io.whoset.ui.http.ApiError;
import io.whoset.ui.http.Query;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.regex.Pattern;

/**
 * {@code GET /api/v1/live}: every log line as a server-sent event, as it is written; after {@code Last-Event-ID} first what was written since then.
 *
 * <p><b>Units, bounds</b> 32 clients; one more is refused with 503 {@code too-many-live}.
 *
 * <p>Safe for many threads.
 *
 * <p><b>Source</b> HTML Living Standard, "Server-sent events".
 */
public final class LiveStream implements HttpService, AutoCloseable {
    static final int MAX_CLIENTS = 32;

    private static final Pattern ID = Pattern.compile("[0-7][0-9a-f]{15}");

    private final LiveFeed feed;
    private final LiveReplay replay;
    private final Set<LiveClient> clients = ConcurrentHashMap.newKeySet();

    /** Streams what this feed gives, and what a watcher missed out of the store. */
    public LiveStream(LiveFeed feed, LiveReplay replay) {
        this.feed = feed;
        this.replay = replay;
    }

    @Override
    public HttpResponse serve(ServiceRequestContext ctx, HttpRequest request) {
        new Query(ctx.queryParams());
        if (clients.size() >= MAX_CLIENTS) {
            throw new ApiError(
                    503, "too-many-live", "live: saw " + MAX_CLIENTS + " clients already, close a page that watches");
        }
        ctx.clearRequestTimeout();
        HttpResponseWriter writer = HttpResponse.streaming();
        writer.write(ResponseHeaders.builder(HttpStatus.OK)
                .set(HttpHeaderNames.CONTENT_TYPE, "text/event-stream; charset=utf-8")
                .set(HttpHeaderNames.CACHE_CONTROL, "no-store")
                .set("x-accel-buffering", "no")
                .build());
        LiveClient client = new LiveClient(writer, ctx.eventLoop());
        clients.add(client);
        String last = request.headers().get("last-event-id", "");
        boolean resumes = ID.matcher(last).matches();
        if (resumes) {
            client.hold();
        }
        LiveFeed.Subscription subscription = feed.subscribe(client);
        client.begin();
        if (resumes) {
            ScheduledExecutorService executor = ctx.blockingTaskExecutor();
            executor.execute(new LiveResume(client, replay, RecordId.parse(last), executor)::run);
        }
        return endingWith(writer, () -> {
            subscription.close();
            clients.remove(client);
            client.close();
        });
    }

    private static HttpResponse endingWith(HttpResponseWriter writer, Runnable end) {
        CompletableFuture<Void> unused = writer.whenComplete().whenComplete((done, failure) -> end.run());
        return writer;
    }

    /** How many watch now. */
    int clients() {
        return clients.size();
    }

    /** Ends every stream; browsers come back by themselves. */
    @Override
    public void close() {
        clients.forEach(LiveClient::close);
    }
}
