package io.whoset.ui;

import io.whoset.audit.live.LiveFeed;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A live feed that a test speaks through. Safe for many threads. */
public final class SampleFeed implements LiveFeed {
    private final List<Watcher> watchers = new CopyOnWriteArrayList<>();

    @Override
    public Subscription subscribe(Watcher watcher) {
        watchers.add(watcher);
        return () -> watchers.remove(watcher);
    }

    /** Gives a line to all who watch. */
    public void publish(String event, String id, String json) {
        watchers.forEach(watcher -> watcher.onLine(event, id, json));
    }

    /** How many watch. */
    public int watchers() {
        return watchers.size();
    }
}
