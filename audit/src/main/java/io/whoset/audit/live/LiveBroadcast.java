package io.whoset.audit.live;

import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Passes each line of the log to all who watch; one that throws is no longer told anything.
 *
 * <p>Safe for many threads.
 */
public final class LiveBroadcast implements LiveFeed {
    private static final Logger log = LoggerFactory.getLogger(LiveBroadcast.class);

    private final CopyOnWriteArrayList<Entry> entries = new CopyOnWriteArrayList<>();

    @Override
    public Subscription subscribe(Watcher watcher) {
        Entry entry = new Entry(watcher);
        entries.add(entry);
        return () -> entries.remove(entry);
    }

    /** Passes a line on; its text is asked for only where somebody watches. */
    public void publish(String event, String id, Supplier<String> json) {
        if (entries.isEmpty()) {
            return;
        }
        String text = json.get();
        for (Entry entry : entries) {
            try {
                entry.watcher.onLine(event, id, text);
            } catch (RuntimeException | Error e) {
                entries.remove(entry);
                log.atWarn()
                        .setCause(e)
                        .log("watcher of the live feed failed and is told nothing more, reload its page");
            }
        }
    }

    /** One subscription: the same watcher may subscribe twice. */
    private static final class Entry {
        private final Watcher watcher;

        Entry(Watcher watcher) {
            this.watcher = watcher;
        }
    }
}
