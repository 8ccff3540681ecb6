package io.whoset.proxy;

import io.whoset.forensics.record.AuditEvent;
import io.whoset.forensics.record.Bypass;
import io.whoset.forensics.record.Gap;
import io.whoset.forensics.record.RecordSink;
import io.whoset.forensics.record.WriteRecord;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Keeps all events; can pretend to be full. */
final class CollectingSink implements RecordSink {
    private final List<AuditEvent> events = new CopyOnWriteArrayList<>();
    private final List<Runnable> waiting = new CopyOnWriteArrayList<>();
    private final AtomicInteger room = new AtomicInteger(Integer.MAX_VALUE);

    @Override
    public synchronized boolean offer(AuditEvent event) {
        if (room.get() == 0) {
            return false;
        }
        room.decrementAndGet();
        events.add(event);
        return true;
    }

    @Override
    public synchronized void whenRoom(Runnable task) {
        if (room.get() > 0) {
            task.run();
        } else {
            waiting.add(task);
        }
    }

    /** Has room for so many more events. */
    void setRoom(int count) {
        List<Runnable> tasks;
        synchronized (this) {
            room.set(count);
            tasks = List.copyOf(waiting);
            waiting.clear();
        }
        tasks.forEach(Runnable::run);
    }

    List<WriteRecord> writes() {
        return events.stream()
                .filter(WriteRecord.class::isInstance)
                .map(WriteRecord.class::cast)
                .toList();
    }

    List<Bypass> bypasses() {
        return events.stream()
                .filter(Bypass.class::isInstance)
                .map(Bypass.class::cast)
                .toList();
    }

    List<Gap> gaps() {
        return events.stream()
                .filter(Gap.class::isInstance)
                .map(Gap.class::cast)
                .toList();
    }
}
