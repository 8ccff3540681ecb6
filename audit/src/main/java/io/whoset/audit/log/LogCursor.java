package io.whoset.audit.log;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the log line by line from a position, through closed files into the growing one, and on when that is closed in turn. A closed
 * file that is broken is told with a WARN, and what can be read of it is given.
 *
 * <p>Confined to one thread.
 */
public final class LogCursor implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(LogCursor.class);
    private static final int HEAD = 256;

    private final Path dir;
    private @Nullable LineInput in;
    private @Nullable Object liveKey;
    private @Nullable Path file;
    private long from = -1;
    private boolean begun;
    private LogPosition position;

    private LogCursor(Path dir, LogPosition position) {
        this.dir = dir;
        this.position = position;
    }

    /** Stands at a position; null where the log does not hold it any more, as it was replaced or cut. */
    public static @Nullable LogCursor at(Path dir, LogPosition position) throws IOException {
        LogCursor cursor = new LogCursor(dir, position);
        if (position.head().isEmpty()) {
            return cursor;
        }
        List<Path> files = cursor.files();
        int index = indexOf(position.head(), files);
        if (index < 0 || !cursor.open(files.get(index), position.offset())) {
            cursor.close();
            return null;
        }
        cursor.begun = true;
        return cursor;
    }

    /** Stands at the begin of a line in the growing file, about so many bytes before its end; at its begin where it is shorter. */
    public static LogCursor nearEnd(Path dir, long bytes) throws IOException {
        Path live = LogFiles.live(dir);
        LogPosition position = LogPosition.BEGIN;
        if (Files.exists(live) && Files.size(live) > 0) {
            position = new LogPosition(head(live), lineStart(live, Math.max(0, Files.size(live) - bytes)));
        }
        LogCursor cursor = position.head().isEmpty() ? null : at(dir, position);
        return cursor == null ? new LogCursor(dir, LogPosition.BEGIN) : cursor;
    }

    private static long lineStart(Path file, long from) throws IOException {
        if (from == 0) {
            return 0;
        }
        try (FileChannel channel = FileChannel.open(file);
                InputStream in = new BufferedInputStream(Channels.newInputStream(channel.position(from)))) {
            long at = from;
            for (int b = in.read(); b >= 0; b = in.read()) {
                at++;
                if (b == '\n') {
                    return at;
                }
            }
        }
        return 0;
    }

    /** The next line without its line feed, null where there is none for now. */
    public byte @Nullable [] next() throws IOException {
        byte[] line = in == null ? null : read(in);
        while (line == null && advance()) {
            line = in == null ? null : read(in);
        }
        return line;
    }

    /** Behind the last line that was given. */
    public LogPosition position() {
        return position;
    }

    private byte @Nullable [] read(LineInput from) throws IOException {
        try {
            byte[] line = from.next();
            if (line != null) {
                String head = begun ? position.head() : head(line);
                begun = true;
                position = new LogPosition(head, from.offset());
            }
            return line;
        } catch (EOFException | ZipException e) {
            broken(file, e);
            in = new LineInput(InputStream.nullInputStream(), from.offset());
            return null;
        }
    }

    private static void broken(@Nullable Path file, IOException e) {
        log.atWarn()
                .addKeyValue("file", file)
                .setCause(e)
                .log("closed log file cannot be read to its end, going on with the next");
    }

    /** Goes to the next file; false where this one may still grow, or there is none. */
    private boolean advance() throws IOException {
        if (in != null && liveKey != null) {
            if (liveKey.equals(key(LogFiles.live(dir)))) {
                return false;
            }
            liveKey = null;
            return true;
        }
        List<Path> files = files();
        int index = following(files);
        if (index < 0 || index >= files.size() || !open(files.get(index), 0)) {
            return false;
        }
        begun = false;
        return true;
    }

    /** Index of the file after this one; the growing one where this one is no longer there to tell. */
    private int following(List<Path> files) throws IOException {
        if (in != null && from >= 0) {
            return after(from, files);
        }
        if (position.head().isEmpty()) {
            return in == null ? 0 : files.size() - 1;
        }
        int index = indexOf(position.head(), files);
        return index < 0 ? files.size() - 1 : index + 1;
    }

    /** The first file that is younger than the closed one which began then; the growing one is the youngest. */
    private static int after(long from, List<Path> files) {
        int index = 0;
        while (index < files.size()
                && LogFiles.from(files.get(index)) >= 0
                && LogFiles.from(files.get(index)) <= from) {
            index++;
        }
        return index;
    }

    private boolean open(Path file, long offset) throws IOException {
        close();
        boolean live = file.equals(LogFiles.live(dir));
        Object before = live ? key(file) : null;
        InputStream stream;
        try {
            stream = LogFiles.open(file);
        } catch (NoSuchFileException e) {
            return false;
        } catch (EOFException | ZipException e) {
            broken(file, e);
            stream = InputStream.nullInputStream();
        }
        long skipped = skip(stream, offset);
        in = new LineInput(stream, skipped);
        liveKey = before;
        this.file = file;
        from = LogFiles.from(file);
        return skipped == offset;
    }

    private static long skip(InputStream stream, long offset) throws IOException {
        long left = offset;
        byte[] waste = new byte[64 * 1024];
        int read = 0;
        try {
            while (left > 0 && read >= 0) {
                read = stream.read(waste, 0, (int) Math.min(left, waste.length));
                left -= Math.max(0, read);
            }
        } catch (EOFException | ZipException e) {
            return offset - left;
        }
        return offset - left;
    }

    private static int indexOf(String head, List<Path> files) throws IOException {
        for (int i = files.size() - 1; i >= 0; i--) {
            if (head.equals(head(files.get(i)))) {
                return i;
            }
        }
        return -1;
    }

    private static String head(Path file) throws IOException {
        try (LineInput lines = new LineInput(LogFiles.open(file), 0)) {
            byte[] first = lines.next();
            return first == null ? "" : head(first);
        } catch (NoSuchFileException | EOFException | ZipException e) {
            return "";
        }
    }

    private List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>(LogFiles.rolled(dir));
        if (Files.exists(LogFiles.live(dir))) {
            files.add(LogFiles.live(dir));
        }
        return files;
    }

    private static @Nullable Object key(Path file) throws IOException {
        try {
            return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    private static String head(byte[] line) {
        return new String(line, 0, Math.min(HEAD, line.length), StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        if (in != null) {
            in.close();
            in = null;
        }
    }
}
