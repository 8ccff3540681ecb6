package io.whoset.ui.live;

import io.whoset.audit.log.FindingRow;
import io.whoset.audit.log.RowJson;
import io.whoset.audit.log.WriteRow;
import io.whoset.audit.store.FindingQuery;
import io.whoset.audit.store.Page;
import io.whoset.audit.store.WriteQuery;
import io.whoset.audit.store.WriteStore;
import io.whoset.forensics.record.RecordId;
import io.whoset.ui.api.Rows;
import io.whoset.ui.http.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a watcher missed since the line that it saw last, out of the store.
 *
 * <p><b>Units, bounds</b> the newest 400 writes and 100 findings; older ones are counted, up to 20,000.
 *
 * <p>Safe for many threads; reading blocks.
 */
public final class LiveReplay {
    private static final int ID_SEQUENCE_BITS = 10;
    private static final int MOST_WRITES = LiveClient.MAX_LINES;
    private static final int MOST_FINDINGS = 100;
    private static final int COUNTED_PAGES = 20;

    private final WriteStore store;

    /** Reads this store. */
    public LiveReplay(WriteStore store) {
        this.store = store;
    }

    /**
     * Lines after one, oldest first.
     *
     * @param lines those that are given again
     * @param lost how many older ones are not
     * @param more whether it is more than that
     */
    record Missed(List<LiveLine> lines, long lost, boolean more) {}

    /** Whether the store knows a line that was written now, or a later one. */
    boolean has(String id) {
        return store.writes(WriteQuery.newest(1)).items().stream()
                .anyMatch(row -> row.id().compareTo(id) >= 0);
    }

    /** What was written after this line. */
    Missed since(RecordId last) {
        long fromMicros = last.value() >> ID_SEQUENCE_BITS;
        String after = last.toString();
        Page<WriteRow> newest = writes(fromMicros, MOST_WRITES, null);
        List<LiveLine> lines = new ArrayList<>();
        for (WriteRow row : newest.items()) {
            if (row.id().compareTo(after) > 0) {
                lines.add(LiveLine.of("write", row.id(), json(row)));
            }
        }
        FindingQuery accusations = new FindingQuery(null, fromMicros, null, MOST_FINDINGS, null);
        for (FindingRow row : store.findings(accusations).items()) {
            if (row.id().compareTo(after) > 0) {
                lines.add(LiveLine.of("finding", row.id(), json(row)));
            }
        }
        lines.sort(Comparator.comparing(LiveLine::id));
        return older(lines, fromMicros, after, newest.next());
    }

    private Missed older(List<LiveLine> lines, long fromMicros, String after, @Nullable String from) {
        String cursor = from;
        long lost = 0;
        for (int i = 0; i < COUNTED_PAGES && cursor != null; i++) {
            Page<WriteRow> page = writes(fromMicros, WriteQuery.MAX_LIMIT, cursor);
            lost += page.items().stream()
                    .filter(row -> row.id().compareTo(after) > 0)
                    .count();
            cursor = page.next();
        }
        return new Missed(lines, lost, cursor != null);
    }

    private Page<WriteRow> writes(long fromMicros, int limit, @Nullable String cursor) {
        return store.writes(WriteQuery.newest(limit).from(fromMicros).olderThan(cursor));
    }

    private static String json(WriteRow row) {
        try {
            return RowJson.line(row);
        } catch (IOException e) {
            throw new UncheckedIOException("a line in memory", e);
        }
    }

    private static String json(FindingRow row) {
        byte[] line = Json.bytes(json -> {
            json.writeStartObject();
            json.writeNumberField("v", 1);
            json.writeStringField("event", "finding");
            Rows.findingFields(json, row);
            json.writeEndObject();
        });
        return new String(line, StandardCharsets.UTF_8);
    }
}
