package io.whoset.proxy.bypass;

import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/** What the checks of one route found. Safe for many threads; each number only grows but for {@link #isBypassed}. */
public final class BypassCounters {
    /** Writes that did not pass whoset since the first check, at least. */
    public final LongAdder writes = new LongAdder();

    /** Checks that could compare. */
    public final LongAdder done = new LongAdder();

    /** Checks while a connection was open whose writes cannot be counted. */
    public final LongAdder blind = new LongAdder();

    /** Checks that the server did not answer. */
    public final LongAdder failed = new LongAdder();

    private volatile boolean bypassed;
    private volatile List<String> peers = List.of();

    BypassCounters() {}

    /** Whether writes go around whoset now. */
    public boolean isBypassed() {
        return bypassed;
    }

    /** Who was connected to the server and not by whoset when such writes were last found; empty where that could not be told. */
    public List<String> peers() {
        return peers;
    }

    void peers(List<String> now) {
        peers = List.copyOf(now);
    }

    void bypassed(boolean now) {
        bypassed = now;
    }
}
