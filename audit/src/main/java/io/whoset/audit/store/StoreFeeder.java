package io.whoset.audit.store;

import io.whoset.audit.log.LogCursor;
import io.whoset.audit.log.LogFiles;
import io.whoset.audit.log.LogPosition;
import io.whoset.audit.log.Retention;
import io.whoset.forensics.record.RecordId;
import io.whoset.forensics.record.TimeSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The store's thread: opens the file, and takes over each line that the log gained.
 *
 * <p><b>Units, bounds</b> puts rows down as soon as a group of them is whole, in five minutes at the latest; looks every 100 ms, 250 ms after a thousand lines or more, as a transaction costs much by itself;
 * rests not at all while it is behind, by ten thousand lines; after a failure it opens all anew, 1 s later. A file that is broken is set aside, once in ten minutes at most, and one removed is begun anew; both are rebuilt from the log.
 *
 * <p>Confined to its own thread; {@link #current} and {@link #finish} may be called from any.
 */
final class StoreFeeder implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(StoreFeeder.class);
    private static final int MANY_LINES = 1_000;
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long BUSY_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
    private static final long LAST_NANOS = TimeUnit.SECONDS.toNanos(3);
    private static final long FORGET_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final long PUT_DOWN_NANOS = TimeUnit.MINUTES.toNanos(5);
    private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long ASIDE_NANOS = TimeUnit.MINUTES.toNanos(10);

    private final Path dir;
    private final int memoryMib;
    private final TimeSource time;
    private volatile boolean finishing;
    private volatile long finishBy;
    private volatile @Nullable StoreFile current;
    private final Retention retention;
    private final RecordId lastId;
    private volatile Reach taken = new Reach(LogPosition.BEGIN, 0);
    private Reach putDown = taken;
    private long putDownBy;
    private long forgetAt;
    private boolean behind;
    private boolean failing;
    private @Nullable SQLException broken;
    private long asideAt;

    /** A place in the log, and how many new rows lie before it. */
    private record Reach(LogPosition to, long rows) {}

    StoreFeeder(Path dir, int memoryMib, TimeSource time, Retention retention, RecordId lastId) {
        this.dir = dir;
        this.memoryMib = memoryMib;
        this.time = time;
        this.retention = retention;
        this.lastId = lastId;
        this.forgetAt = time.nanos();
        this.asideAt = time.nanos();
    }

    /** The open store, null where it is not open yet or cannot be. */
    @Nullable
    StoreFile current() {
        return current;
    }

    long rowsTaken() {
        return taken.rows();
    }

    /** Ends the thread once the store has all that the log has, in 3 s at the latest: the next start takes over the rest. */
    void finish() {
        finishBy = time.nanos() + LAST_NANOS;
        finishing = true;
    }

    @Override
    public void run() {
        do {
            try {
                follow();
            } catch (SQLException | IOException | RuntimeException | LinkageError e) {
                failed(e);
                rest(RETRY_NANOS);
            }
        } while (!finishing);
    }

    private void follow() throws SQLException, IOException {
        try (StoreFile store = open();
                LogCursor cursor = cursor(store)) {
            current = store;
            takeAll(store, cursor);
        }
    }

    private void takeAll(StoreFile store, LogCursor cursor) throws SQLException, IOException {
        try {
            boolean last = false;
            while (!last) {
                store.check();
                boolean ending = finishing;
                LineBatch batch = take(store, cursor);
                last = ending && (batch == null || time.nanos() - finishBy >= 0);
                if (!last && (batch == null || !batch.isClosed())) {
                    rest(batch != null && batch.lines() >= MANY_LINES ? BUSY_NANOS : LOOK_NANOS);
                }
            }
        } finally {
            current = null;
        }
    }

    private StoreFile open() throws SQLException, IOException {
        Path file = dir.resolve(StoreFile.NAME);
        try {
            if (broken != null && Files.exists(file)) {
                throw broken;
            }
            return StoreFile.open(file, memoryMib);
        } catch (SQLException e) {
            if (!Breakage.canBeSetAside(file, e) || time.nanos() - asideAt < 0) {
                throw e;
            }
            asideAt = time.nanos() + ASIDE_NANOS;
            Breakage.setAside(file, time.epochMicros(time.nanos()), e);
            return StoreFile.open(file, memoryMib);
        } finally {
            broken = null;
        }
    }

    /** Takes over what the log has gained; null where that is nothing. */
    private @Nullable LineBatch take(StoreFile store, LogCursor cursor) throws SQLException, IOException {
        LineBatch batch = null;
        byte[] first = cursor.next();
        behind &= first != null;
        if (first != null) {
            batch = new LineBatch(cursor, first, store.room(), () -> !finishing && !behind && store.isAsked());
            long rows = store.take(batch, lastId.value() + 1);
            taken = new Reach(batch.position(), taken.rows() + rows);
            behind = batch.isFull();
        }
        forgetWhenDue(store);
        boolean caughtUp = batch == null || !batch.isClosed();
        if (store.isGroupWhole() || time.nanos() - putDownBy >= 0 || (failing && caughtUp)) {
            putDown(store);
        }
        if (failing && caughtUp && store.isPutDown()) {
            failing = false;
            log.atInfo().addKeyValue("dir", dir).log("store takes rows again");
        }
        return batch;
    }

    /** Forgets the writes whose closed files were deleted. */
    private void forgetWhenDue(StoreFile store) throws SQLException, IOException {
        long now = time.nanos();
        if (retention.isOff() || now - forgetAt < 0) {
            return;
        }
        forgetAt = now + FORGET_NANOS;
        long oldest = LogFiles.oldestMicros(dir);
        if (oldest > 0) {
            store.forgetBefore(oldest);
        }
    }

    private LogCursor cursor(StoreFile store) throws SQLException, IOException {
        LogPosition position = store.position();
        LogCursor cursor = LogCursor.at(dir, position);
        if (cursor == null) {
            log.atWarn().addKeyValue("dir", dir).log("store knows another writer log than there is, it is rebuilt");
            store.reset();
            position = LogPosition.BEGIN;
            cursor = LogCursor.at(dir, LogPosition.BEGIN);
        }
        if (cursor == null) {
            throw new IOException("the begin of the log cannot be found");
        }
        beginAt(position);
        return cursor;
    }

    /** Counts from what an open store has: all that was taken, or what was put down, where it is opened anew. */
    private void beginAt(LogPosition position) {
        if (!position.equals(taken.to())) {
            taken = position.equals(putDown.to()) ? putDown : new Reach(position, 0);
        }
        putDown = taken;
        putDownBy = time.nanos() + PUT_DOWN_NANOS;
    }

    private void failed(Throwable e) {
        broken = e instanceof SQLException sql && Breakage.isOf(sql) ? sql : null;
        if (!failing) {
            failing = true;
            log.atWarn()
                    .addKeyValue("dir", dir)
                    .setCause(e)
                    .log(
                            finishing
                                    ? "store could not be closed as it should, the next start reads its last rows from the writer log again"
                                    : "store cannot take rows, the writer log goes on, it is tried again each second");
        }
    }

    private void putDown(StoreFile store) throws SQLException, IOException {
        store.checkpoint();
        if (store.isPutDown()) {
            putDown = taken;
            putDownBy = time.nanos() + PUT_DOWN_NANOS;
        }
    }

    private void rest(long nanos) {
        if (!finishing) {
            LockSupport.parkNanos(nanos);
        }
    }
}
