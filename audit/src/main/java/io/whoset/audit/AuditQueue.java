package io.whoset.audit;

import io.whoset.forensics.record.AuditEvent;
import io.whoset.forensics.record.Gap;
import io.whoset.forensics.record.RecordSink;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.jctools.queues.MpscArrayQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bounded way from the event loops to the audit thread.
 *
 * <p><b>Units, bounds</b> the capacity is rounded up to a power of two. Full: {@link OverflowPolicy};
 * up to 1,024 gaps of connections find room beside it, more are merged into one.
 *
 * <p>Safe for many threads as a sink; what is not public belongs to the audit thread.
 */
public final class AuditQueue implements RecordSink {
    private static final Logger log = LoggerFactory.getLogger(AuditQueue.class);

    private static final int OWN_GAPS = 1024;

    private final MpscArrayQueue<AuditEvent> queue;
    private final OverflowPolicy overflow;
    private final AuditCounters counters;
    private final MissedWrites missed = new MissedWrites("the audit queue was full");
    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
    private final MpscArrayQueue<Gap> gaps = new MpscArrayQueue<>(OWN_GAPS);
    private final QueueAlarm alarm;
    private volatile boolean closed;

    /** An empty queue for so many events. */
    public AuditQueue(int events, OverflowPolicy overflow, AuditCounters counters) {
        this.queue = new MpscArrayQueue<>(Math.max(4, events));
        this.overflow = overflow;
        this.counters = counters;
        this.alarm = new QueueAlarm(overflow, queue.capacity());
        counters.watchQueue(queue::size);
    }

    @Override
    public boolean offer(AuditEvent event) {
        if (!closed && queue.relaxedOffer(event)) {
            return true;
        }
        if (!closed && overflow == OverflowPolicy.BRAKE) {
            boolean taken = queue.offer(event);
            if (!taken) {
                alarm.full();
            }
            return taken;
        }
        dropped(event);
        return true;
    }

    @Override
    public void whenRoom(Runnable task) {
        if (hasRoom()) {
            task.run();
        } else {
            waiting.add(task);
        }
    }

    /** The next event, null where there is none. */
    @Nullable
    AuditEvent poll() {
        return queue.poll();
    }

    boolean isEmpty() {
        return queue.isEmpty();
    }

    /** Gives the gaps that found no room since the last call, as they are, and one over what was dropped. */
    void takeGaps(long nowMicros, Consumer<Gap> lines) {
        for (Gap gap = gaps.poll(); gap != null; gap = gaps.poll()) {
            lines.accept(gap);
        }
        Gap over = missed.take(nowMicros);
        if (over != null) {
            lines.accept(over);
        }
    }

    /** A gap keeps its reason and connection as long as there are few of them; a write is counted. */
    private void dropped(AuditEvent event) {
        if (!closed) {
            alarm.full();
        }
        if (event instanceof Gap gap && !closed && gaps.offer(gap)) {
            counters.lost(gap.lost());
        } else {
            counters.lost(missed.note(event));
        }
    }

    /** Lets those go on who waited, once the queue is less than half full. */
    void wakeWaiting(long nowNanos) {
        alarm.look(nowNanos);
        for (int left = waiting.size(); left > 0 && hasRoom(); left--) {
            Runnable task = waiting.poll();
            if (task != null) {
                run(task);
            }
        }
    }

    /** Takes no more: what is offered from now on is counted as lost, and nobody waits. */
    void close() {
        closed = true;
        for (Runnable task = waiting.poll(); task != null; task = waiting.poll()) {
            run(task);
        }
    }

    private boolean hasRoom() {
        return closed || queue.size() < queue.capacity() / 2;
    }

    private static void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            log.atError().setCause(e).log("client that waited for the audit cannot go on, report this as a defect");
        }
    }
}
