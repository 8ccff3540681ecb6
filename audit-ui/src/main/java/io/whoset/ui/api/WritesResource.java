package io.whoset.ui.api;

import com.linecorp.armeria.common.QueryParams;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.whoset.audit.log.WriteRow;
import io.whoset.audit.store.Page;
import io.whoset.audit.store.WriteQuery;
import io.whoset.audit.store.WriteStore;
import io.whoset.ui.http.Json;
import io.whoset.ui.http.Query;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /api/v1/writes}: writes that match, newest first, page by page.
 *
 * <p><b>Units, bounds</b> {@code limit} 1 to 1000, 100 where it is absent; {@code cursor} is the {@code next} of the page before.
 *
 * <p>Safe for many threads.
 */
public final class WritesResource implements Resource {
    private static final int LIMIT = 100;
    static final Pattern ID = Pattern.compile("[0-7][0-9a-f]{15}");
    private static final Pattern DIGEST = Pattern.compile("(?i)(sha256:)?[0-9a-f]{64}");
    private static final Pattern VERDICT = Pattern.compile("clean|suspect|stale|poison|bad");
    private static final List<String> FILTERS =
            List.of("key", "prefix", "writer", "process", "digest", "verdict", "cmd", "from", "to");

    private final WriteStore store;

    /** Asks this store. */
    public WritesResource(WriteStore store) {
        this.store = store;
    }

    @Override
    public Json.Body answer(ServiceRequestContext ctx) {
        Page<WriteRow> page = store.writes(query(ctx.queryParams()));
        long since = store.sinceMicros();
        return json -> {
            json.writeStartObject();
            Rows.since(json, since);
            Rows.page(json, page);
            json.writeEndObject();
        };
    }

    private static WriteQuery query(QueryParams params) {
        Query query = new Query(params, filters("limit", "cursor"));
        return query(query, limit(query), cursor(query));
    }

    /** Names of the filters, and of other parameters that a resource has. */
    public static String[] filters(String... others) {
        return Stream.concat(FILTERS.stream(), Stream.of(others)).toArray(String[]::new);
    }

    /** The filters of a request. */
    public static WriteQuery query(Query query, int limit, @Nullable String cursor) {
        return new WriteQuery(
                query.text("key"),
                query.text("prefix"),
                query.text("writer"),
                query.text("process"),
                digest(query),
                query.text("verdict", VERDICT, "clean, suspect, stale, poison or bad"),
                query.text("cmd"),
                query.micros("from"),
                query.micros("to"),
                limit,
                cursor);
    }

    private static @Nullable String digest(Query query) {
        String digest = query.text("digest", DIGEST, "sha256: and 64 hex digits");
        if (digest == null) {
            return null;
        }
        String lower = digest.toLowerCase(Locale.ROOT);
        return lower.startsWith("sha256:") ? lower : "sha256:" + lower;
    }

    static int limit(Query query) {
        return query.number("limit", 1, WriteQuery.MAX_LIMIT, LIMIT);
    }

    static @Nullable String cursor(Query query) {
        return query.text("cursor", ID, "the next of the page before");
    }
}
