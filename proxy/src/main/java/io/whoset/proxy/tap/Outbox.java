package io.whoset.proxy.tap;

import io.netty.channel.EventLoop;
import io.whoset.forensics.record.AuditEvent;
import io.whoset.forensics.record.RecordSink;
import java.util.ArrayDeque;

/**
 * Hands a connection's events over in their order; where there is no room it keeps them, brakes the client and tries again when there is.
 *
 * <p><b>Units, bounds</b> keeps no more events than the connection had requests in flight when the queue was full: a braked client sends no more.
 *
 * <p>Confined to the connection's event loop.
 */
final class Outbox {
    private final RecordSink sink;
    private final EventLoop loop;
    private final Runnable onBraked;
    private final Runnable onEmptyAtEnd;
    private final ArrayDeque<AuditEvent> waiting = new ArrayDeque<>();
    private Tap.Brake brake = on -> {};
    private boolean ended;

    Outbox(RecordSink sink, EventLoop loop, Runnable onBraked, Runnable onEmptyAtEnd) {
        this.sink = sink;
        this.loop = loop;
        this.onBraked = onBraked;
        this.onEmptyAtEnd = onEmptyAtEnd;
    }

    void onBrake(Tap.Brake by) {
        brake = by;
    }

    /** An event that must not be lost. */
    void put(AuditEvent event) {
        if (waiting.isEmpty() && sink.offer(event)) {
            return;
        }
        waiting.add(event);
        if (waiting.size() == 1) {
            onBraked.run();
            brake.set(true);
            sink.whenRoom(this::retry);
        }
    }

    private void retry() {
        loop.execute(() -> {
            AuditEvent next = waiting.peek();
            while (next != null && sink.offer(next)) {
                waiting.remove();
                next = waiting.peek();
            }
            if (next != null) {
                sink.whenRoom(this::retry);
                return;
            }
            brake.set(false);
            endIfEmpty();
        });
    }

    /** No more events come. */
    void onEnd() {
        ended = true;
        endIfEmpty();
    }

    private void endIfEmpty() {
        if (ended && waiting.isEmpty()) {
            ended = false;
            onEmptyAtEnd.run();
        }
    }
}
