package io.whoset.audit.log;

import io.whoset.forensics.record.RecordId;
import io.whoset.forensics.record.TimeSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The writer log of an audit directory, open for appending: whole lines go in, and none is forgotten while the disk refuses.
 *
 * <p><b>Units, bounds</b> lines are gathered up to 64 KiB before a write. While the disk refuses, what was gathered stays and the caller stops
 * appending ({@link #isStalled()}); a write is tried again every second.
 *
 * <p>Audit thread only.
 *
 * <p><b>Errors</b> {@link AuditDirException} at the start; later a WARN once for each time that writing begins to fail.
 */
public final class WriterLog implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(WriterLog.class);
    private static final int BATCH = 64 * 1024;
    private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final DirLock lock;
    private final LiveFile file;
    private final TimeSource time;
    private final RecordId lastId;
    private byte[] batch = new byte[2 * BATCH];
    private int length;
    private int written;
    private final LogCounters counters = new LogCounters();
    private boolean stalled;
    private long retryAt;

    private WriterLog(DirLock lock, LiveFile file, TimeSource time, RecordId lastId) {
        this.lock = lock;
        this.file = file;
        this.time = time;
        this.lastId = lastId;
    }

    /** Takes the directory for this process, creates it where it is missing, and cuts a last line that a crash tore. */
    public static WriterLog open(Path dir, Rolling rolling, TimeSource time) throws AuditDirException {
        DirLock lock = DirLock.take(dir);
        try {
            LiveFile file = LiveFile.open(dir, rolling, time);
            return new WriterLog(lock, file, time, LogTail.lastId(dir));
        } catch (IOException e) {
            try (lock) {
                throw DirLock.unusable(dir, e);
            } catch (IOException ignored) {
                throw DirLock.unusable(dir, e);
            }
        }
    }

    /** The highest id in the log when it was opened: new ones must be higher. */
    public RecordId lastId() {
        return lastId;
    }

    /** Bytes of a torn last line that were cut when the log was opened, 0 for an orderly end. */
    public long tornBytes() {
        return file.tornBytes();
    }

    /** When the file whose last line was torn was written last, microseconds since 1970 UTC. */
    public long tornMicros() {
        return file.tornMicros();
    }

    /** Adds a line with its line feed; it is on its way to the disk after {@link #flush()}. */
    public void append(ByteBuffer line, long tsMicros) {
        file.noteLine(tsMicros);
        int more = line.remaining();
        if (batch.length - length < more) {
            batch = Arrays.copyOf(batch, Math.max(batch.length * 2, length + more));
        }
        line.get(batch, length, more);
        length += more;
        if (length >= BATCH) {
            flush();
        }
    }

    /** Gives what was gathered to the system; false where that failed and is to be tried again. */
    public boolean flush() {
        if (stalled && time.nanos() - retryAt < 0) {
            return false;
        }
        try {
            if (file.lookAfter()) {
                written = 0;
            }
            if (length > 0) {
                drain();
                counters.flushes.increment();
            }
            file.rollWhenDue();
            recovered();
            return true;
        } catch (IOException | RuntimeException e) {
            refused(e);
            return false;
        }
    }

    /** Bytes, flushes and refusals so far. */
    public LogCounters counters() {
        return counters;
    }

    /** Whether the disk refuses: nothing more should be appended until {@link #flush()} succeeds. */
    public boolean isStalled() {
        return stalled;
    }

    private void drain() throws IOException {
        ByteBuffer left = ByteBuffer.wrap(batch, written, length - written);
        try {
            file.write(left);
        } finally {
            counters.bytes.add(left.position() - written);
            written = left.position();
            forgetWhole();
        }
        if (length == 0 && batch.length > 4 * BATCH) {
            batch = new byte[2 * BATCH];
        }
    }

    /** Drops what was written, up to the last whole line: the rest of it may have to go into another file. */
    private void forgetWhole() {
        int whole = written;
        while (whole > 0 && batch[whole - 1] != '\n') {
            whole--;
        }
        System.arraycopy(batch, whole, batch, 0, length - whole);
        length -= whole;
        written -= whole;
    }

    private void recovered() {
        if (stalled) {
            stalled = false;
            log.atInfo().addKeyValue("file", file.path()).log("writer log is written again");
        }
    }

    private void refused(Exception e) {
        if (!stalled) {
            stalled = true;
            log.atWarn()
                    .addKeyValue("file", file.path())
                    .setCause(e)
                    .log("writer log cannot be written, its lines wait, make room or mend the disk");
        }
        counters.failures.increment();
        retryAt = time.nanos() + RETRY_NANOS;
    }

    /**
     * Writes what is left, makes it durable and gives the directory back.
     *
     * @throws IOException where the disk still refuses: the lines that waited are lost
     */
    @Override
    public void close() throws IOException {
        try (lock;
                file) {
            drain();
            file.force();
        }
    }
}
