package io.whoset.ui.live;

import io.whoset.audit.store.StoreException;
import io.whoset.forensics.record.RecordId;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Gives a watcher that comes back what it missed, and then what came meanwhile. The store follows the log by about a second, so it is asked until it
 * knows the first line that the watcher heard live, or long enough to know that nothing is written.
 *
 * <p><b>Units, bounds</b> asks every 250 ms, 2.5 s at most.
 *
 * <p>Confined to one of the executor's threads at a time.
 */
final class LiveResume {
    private static final long ASK_MILLIS = 250;
    private static final int MOST_QUESTIONS = 10;

    private final LiveClient client;
    private final LiveReplay replay;
    private final RecordId last;
    private final ScheduledExecutorService executor;
    private int asked;

    LiveResume(LiveClient client, LiveReplay replay, RecordId last, ScheduledExecutorService executor) {
        this.client = client;
        this.replay = replay;
        this.last = last;
        this.executor = executor;
    }

    void run() {
        try {
            String first = client.firstHeld();
            if (++asked < MOST_QUESTIONS && (first.isEmpty() || !replay.has(first))) {
                ScheduledFuture<?> unused = executor.schedule(this::run, ASK_MILLIS, TimeUnit.MILLISECONDS);
                return;
            }
            LiveReplay.Missed missed = replay.since(last);
            client.release(missed.lines(), missed.lost(), missed.more());
        } catch (StoreException e) {
            // the store cannot tell what was missed: that something may be is said
            client.release(List.of(), 0, true);
        } catch (RejectedExecutionException e) {
            client.close();
        }
    }
}
