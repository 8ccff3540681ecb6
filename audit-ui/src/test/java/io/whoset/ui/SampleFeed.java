package io.whoset.ui;

import io.whoset.audit.live.LiveFeed;
import io.whoset.audit.log.WriteRow;
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

    /** Gives the line of a write to all who watch. */
    public void publish(WriteRow row) {
        publish("write", row.id(), """
                {"v":1,"event":"write","ts":"2026-01-31T12:00:00.000001Z","id":"%s","writer":"%s","peer":"%s","conn":4,%s"cmd":"set",\
                "key":"%s","bytes":5,"digest":"%s","format":"text","outcome":"STORED","rtt_us":150,"verdict":"clean","findings":[]}""".formatted(
                        row.id(),
                        row.writer(),
                        row.peer(),
                        row.process() == null ? "" : "\"process\":\"" + row.process() + "\",",
                        row.key(),
                        row.digest()));
    }

    /** How many watch. */
    public int watchers() {
        return watchers.size();
    }
}
