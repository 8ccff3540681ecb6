package io.whoset.audit.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LiveBroadcastTest {
    private final LiveBroadcast live = new LiveBroadcast();
    private final List<String> seen = new ArrayList<>();

    @Test
    void publish_nobodyWatching_doesNotMakeTheText() {
        live.publish("write", "1", () -> {
            throw new AssertionError("text was made");
        });
        assertThat(seen).isEmpty();
    }

    @Test
    void publish_watcherThatThrows_isDroppedAndOthersGoOn() {
        LiveFeed.Subscription bad = live.subscribe((event, id, json) -> {
            seen.add("bad");
            throw new IllegalStateException("full");
        });
        LiveFeed.Subscription good = live.subscribe((event, id, json) -> seen.add(event + id + json));

        live.publish("write", "1", () -> "{}");
        live.publish("gap", "", () -> "[]");

        assertThat(seen).containsExactly("bad", "write1{}", "gap[]");
        bad.close();
        good.close();
    }

    @Test
    void subscription_closedTwice_endsOnlyItself() {
        LiveFeed.Watcher watcher = (event, id, json) -> seen.add(event);
        LiveFeed.Subscription first = live.subscribe(watcher);
        LiveFeed.Subscription second = live.subscribe(watcher);
        first.close();
        first.close();

        live.publish("write", "1", () -> "{}");

        assertThat(seen).containsExactly("write");
        second.close();
    }
}
