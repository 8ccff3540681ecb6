package io.whoset.app.demo;

import java.util.concurrent.atomic.LongAdder;

/** What the demo's servers know to have stored: the number that the writer log must show. Safe for many threads. */
final class Ledger {
    private final LongAdder sent = new LongAdder();
    private final LongAdder acknowledged = new LongAdder();
    private final LongAdder failed = new LongAdder();

    void sent() {
        sent.increment();
    }

    void acknowledged() {
        acknowledged.increment();
    }

    void failed() {
        failed.increment();
    }

    /** Sets that left a server. */
    long setsSent() {
        return sent.sum();
    }

    /** Sets that were answered {@code STORED}. */
    long setsAcknowledged() {
        return acknowledged.sum();
    }

    /** Servers that lost their connection. */
    long serversFailed() {
        return failed.sum();
    }
}
