package io.whoset.audit.log;

import io.whoset.forensics.record.TimeSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The growing file of the log: appended to, and put aside under the moment of its first line when it is large or old enough.
 *
 * <p><b>Units, bounds</b> rolled after a write that makes it reach {@code rollBytes}, or once its first line is {@code rollEvery} old. A file
 * that somebody moved or removed is noticed before the next write, and begun anew.
 *
 * <p>Audit thread only.
 */
final class LiveFile implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(LiveFile.class);
    private static final long ROLL_RETRY_NANOS = TimeUnit.MINUTES.toNanos(1);

    private static final long KEEP_NANOS = TimeUnit.MINUTES.toNanos(10);

    private final Path dir;
    private final Path path;
    private final long rollBytes;
    private final long rollMicros;
    private final TimeSource time;
    private final Compressor compressor;
    private @Nullable FileChannel channel;
    private long size;
    private long from = -1;
    private long previousFrom = -1;
    private long rollAt;
    private long keepAt;
    private @Nullable Object key;
    private long tornBytes;
    private long tornMicros;

    private LiveFile(Path dir, Rolling rolling, TimeSource time) {
        this.dir = dir;
        this.path = LogFiles.live(dir);
        this.rollBytes = rolling.rollBytes();
        this.rollMicros = TimeUnit.MILLISECONDS.toMicros(rolling.rollEvery().toMillis());
        this.time = time;
        this.compressor = new Compressor(dir, rolling.retention(), time);
        this.rollAt = time.nanos();
        this.keepAt = rollAt + KEEP_NANOS;
    }

    static LiveFile open(Path dir, Rolling rolling, TimeSource time) throws IOException {
        LiveFile file = new LiveFile(dir, rolling, time);
        file.cutTornLine();
        file.channel();
        List<Path> rolled = LogFiles.rolled(dir);
        if (!rolled.isEmpty()) {
            file.previousFrom = LogFiles.from(rolled.get(rolled.size() - 1));
            file.compressor.wake();
        }
        if (file.size > 0) {
            file.noteLine(LogTail.firstMicros(file.path));
        }
        return file;
    }

    Path path() {
        return path;
    }

    long tornBytes() {
        return tornBytes;
    }

    long tornMicros() {
        return tornMicros;
    }

    void noteLine(long tsMicros) {
        if (from < 0) {
            from = Math.max(tsMicros, previousFrom + 1);
        }
    }

    void write(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            size += channel().write(bytes);
        }
    }

    void force() throws IOException {
        channel().force(true);
    }

    /**
     * Begins the file anew where somebody removed it, moved it away or put another in its place; what was moved keeps its lines. True where it did:
     * a line of which only a piece was written must then be written whole.
     */
    boolean lookAfter() throws IOException {
        if (channel == null || Objects.equals(key, key(path))) {
            return false;
        }
        log.atWarn()
                .addKeyValue("file", path)
                .log("writer log was moved or removed while it was written, a new one is begun");
        from = Math.max(time.epochMicros(time.nanos()), previousFrom + 1);
        reopen();
        return true;
    }

    /** Puts the file aside when it is its time; where that fails the file grows on, and it is tried again a minute later. */
    void rollWhenDue() {
        long now = time.nanos();
        if (now - keepAt >= 0) {
            keepAt = now + KEEP_NANOS;
            compressor.wake();
        }
        boolean due = size >= rollBytes || (size > 0 && time.epochMicros(now) - from >= rollMicros);
        if (!due || now - rollAt < 0) {
            return;
        }
        try {
            roll();
        } catch (IOException | RuntimeException e) {
            rollAt = now + ROLL_RETRY_NANOS;
            log.atWarn()
                    .addKeyValue("file", path)
                    .setCause(e)
                    .log("writer log cannot be rolled, it grows on, mend the disk");
        }
    }

    private void roll() throws IOException {
        force();
        Files.move(path, LogFiles.rolledName(dir, from));
        previousFrom = from;
        from = -1;
        reopen();
        compressor.wake();
    }

    private void reopen() throws IOException {
        close(channel);
        channel = null;
        channel();
    }

    private FileChannel channel() throws IOException {
        if (channel == null || !channel.isOpen()) {
            channel = OwnerOnly.open(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            key = key(path);
            size = channel.size();
        }
        return channel;
    }

    private void cutTornLine() throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        tornMicros = Files.getLastModifiedTime(path).to(TimeUnit.MICROSECONDS);
        try (FileChannel whole = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            long end = LogTail.wholeLength(whole);
            tornBytes = whole.size() - end;
            whole.truncate(end);
        }
    }

    /** What the system knows a file by, null where there is none. */
    private static @Nullable Object key(Path path) throws IOException {
        try {
            return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    private static void close(@Nullable FileChannel channel) throws IOException {
        if (channel != null) {
            channel.close();
        }
    }

    @Override
    public void close() throws IOException {
        try (compressor) {
            close(channel);
        }
    }
}
