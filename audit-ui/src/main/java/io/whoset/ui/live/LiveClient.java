package io.whoset.ui.live;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpResponseWriter;
import io.whoset.audit.live.LiveFeed;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One watcher's queue between the audit thread and its connection.
 *
 * <p><b>Units, bounds</b> 400 lines and 512 KB wait at most; what finds no room is counted and told as
 * {@code event: skipped}, {@code data: {"lost":N}}. Lines leave ten times a second, a comment every 15 s keeps the connection known
 * to be alive.
 *
 * <p><b>Threading</b> {@link #onLine} on the audit thread, the rest on the connection's event loop; the queue is guarded by this.
 */
final class LiveClient implements LiveFeed.Watcher, AutoCloseable {
    static final int MAX_LINES = 400;
    static final int MAX_CHARS = 512 << 10;
    private static final long FLUSH_MILLIS = 100;
    private static final int ALIVE_EVERY_FLUSHES = 150;

    private final HttpResponseWriter writer;
    private final ScheduledExecutorService loop;
    private final Deque<LiveLine> waiting = new ArrayDeque<>();
    private int waitingChars;
    private long skipped;
    private boolean inFlight;
    private boolean held;
    private int idleFlushes;
    private @Nullable ScheduledFuture<?> flushing;

    LiveClient(HttpResponseWriter writer, ScheduledExecutorService loop) {
        this.writer = writer;
        this.loop = loop;
    }

    /** Says hello, so that the page knows that it is connected, and begins to send. */
    synchronized void begin() {
        writer.write(HttpData.ofUtf8(": whoset\nretry: 2000\n\n"));
        flushing = loop.scheduleWithFixedDelay(this::flush, FLUSH_MILLIS, FLUSH_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public synchronized void onLine(String event, String id, String json) {
        LiveLine line = LiveLine.of(event, id, json);
        if (waiting.size() >= MAX_LINES || waitingChars + line.text().length() > MAX_CHARS) {
            skipped++;
            return;
        }
        waiting.add(line);
        waitingChars += line.text().length();
    }

    /** Lines wait from now on until {@link #release}. */
    synchronized void hold() {
        held = true;
    }

    /** Id of the first line that waits, empty where none does. */
    synchronized String firstHeld() {
        return waiting.stream()
                .map(LiveLine::id)
                .filter(id -> !id.isEmpty())
                .findFirst()
                .orElse("");
    }

    /** Sends these lines before those that wait, and of those only the later ones. */
    synchronized void release(List<LiveLine> before, long lost, boolean more) {
        String last = before.isEmpty() ? "" : before.get(before.size() - 1).id();
        List<LiveLine> later = waiting.stream()
                .filter(line -> line.id().isEmpty() || line.id().compareTo(last) > 0)
                .toList();
        waiting.clear();
        if (lost > 0 || more) {
            waiting.add(new LiveLine("", LiveLine.skipped(lost, more)));
        }
        waiting.addAll(before);
        waiting.addAll(later);
        held = false;
    }

    void flush() {
        String text = take();
        if (text.isEmpty() || !writer.tryWrite(HttpData.ofUtf8(text))) {
            return;
        }
        CompletableFuture<Void> unused = writer.whenConsumed().thenRun(this::consumed);
    }

    /** What is to be sent now; empty while the client has not taken what was sent before. */
    private synchronized String take() {
        if (inFlight || held) {
            return "";
        }
        StringBuilder out = new StringBuilder(waitingChars);
        waiting.forEach(line -> out.append(line.text()));
        waiting.clear();
        waitingChars = 0;
        if (skipped > 0) {
            out.append(LiveLine.skipped(skipped, false));
            skipped = 0;
        }
        if (out.isEmpty() && ++idleFlushes >= ALIVE_EVERY_FLUSHES) {
            out.append(":\n\n");
        }
        if (!out.isEmpty()) {
            idleFlushes = 0;
            inFlight = true;
        }
        return out.toString();
    }

    private synchronized void consumed() {
        inFlight = false;
    }

    @Override
    public synchronized void close() {
        if (flushing != null) {
            flushing.cancel(false);
        }
        writer.close();
    }
}
