package io.whoset.ui.export;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpResponseWriter;
import io.whoset.audit.log.WriteRow;
import io.whoset.audit.store.Page;
import java.io.IOException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Sends rows page by page: the next page is read when the client has taken the one before, so that a slow client holds one page of memory and no thread.
 *
 * <p>Confined to one of the executor's threads at a time.
 */
final class ExportStream {
    private static final int PAGE = 1000;

    private final HttpResponseWriter out;
    private final Executor executor;
    private final WriteLines lines;
    private final BiFunction<Integer, @Nullable String, Page<WriteRow>> source;
    private int left;

    /** Sends at most so many rows of a source, which gives a page by its size and cursor. */
    ExportStream(
            HttpResponseWriter out,
            Executor executor,
            WriteLines lines,
            BiFunction<Integer, @Nullable String, Page<WriteRow>> source,
            int limit) {
        this.out = out;
        this.executor = executor;
        this.lines = lines;
        this.source = source;
        this.left = limit;
    }

    /** Sends what stands before all rows, and the first of them. */
    void begin() {
        send(lines.head(), null);
    }

    private void send(String before, @Nullable String cursor) {
        try {
            Page<WriteRow> page = source.apply(Math.min(PAGE, left), cursor);
            left -= page.items().size();
            StringBuilder text = new StringBuilder(before);
            for (WriteRow row : page.items()) {
                text.append(lines.line(row));
            }
            if (!text.isEmpty() && !out.tryWrite(HttpData.ofUtf8(text))) {
                return;
            }
            String next = page.next();
            if (next == null || left <= 0) {
                out.close();
            } else {
                whenTaken(next);
            }
        } catch (IOException | RuntimeException e) {
            out.close(e);
        }
    }

    private void whenTaken(String next) {
        var unused = out.whenConsumed().thenRun(() -> {
            try {
                executor.execute(() -> send("", next));
            } catch (RejectedExecutionException e) {
                out.close(e);
            }
        });
    }
}
