package io.whoset.audit.store;

import io.whoset.audit.log.LogCursor;
import io.whoset.audit.log.LogPosition;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The lines of one transaction, read from the log, with way given to people who ask: a question is answered before more lines are read.
 *
 * <p><b>Units, bounds</b> at most 10,000 lines or 4 MiB; looks each 128 lines whether somebody asks, and waits at most 300 ms in all. A store
 * that is behind gives no way: lines must come in also where it is asked without end. Confined to the store's thread.
 */
final class LineBatch implements Lines {
    private static final int MOST_LINES = 10_000;
    private static final long MOST_BYTES = 4 << 20;
    private static final int LOOK_LINES = 128;
    private static final int MOST_PAUSES = 300;
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final LogCursor cursor;
    private final BooleanSupplier asked;
    private final int room;
    private byte @Nullable [] first;
    private int lines;
    private long bytes;
    private int pauses;

    /** Begins with a line that the cursor gave, has no more lines than there is room for; {@code asked} says whether a question is being answered. */
    LineBatch(LogCursor cursor, byte[] first, int room, BooleanSupplier asked) {
        this.cursor = cursor;
        this.first = first;
        this.room = room;
        this.asked = asked;
    }

    /** Lines that were given. */
    int lines() {
        return lines;
    }

    /** Whether it has as much as a transaction may: there are more lines, as a rule. */
    boolean isFull() {
        return lines >= MOST_LINES || bytes >= MOST_BYTES;
    }

    /** Whether it is full, or the store had no room for more. */
    boolean isClosed() {
        return isFull() || lines >= room;
    }

    @Override
    public byte @Nullable [] next() throws IOException {
        if (isClosed()) {
            return null;
        }
        if (lines % LOOK_LINES == 0) {
            giveWay();
        }
        byte[] line = first == null ? cursor.next() : first;
        first = null;
        if (line != null) {
            lines++;
            bytes += line.length;
        }
        return line;
    }

    private void giveWay() {
        for (; pauses < MOST_PAUSES && asked.getAsBoolean(); pauses++) {
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    @Override
    public LogPosition position() {
        return cursor.position();
    }
}
