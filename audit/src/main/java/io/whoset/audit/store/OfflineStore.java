package io.whoset.audit.store;

import io.whoset.audit.log.LogCursor;
import io.whoset.audit.log.LogLine;
import io.whoset.audit.log.WriteRow;
import io.whoset.audit.log.WriterLogReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Answers from an audit directory that this process does not write: from the store where it can be opened, and from the lines of the log that
 * the store has not yet; from the log alone where it cannot. Writes nothing.
 *
 * <p>Confined to one thread.
 */
public final class OfflineStore {
    private final Path dir;
    private final int memoryMib;

    /** Reads this audit directory with so much memory for the store's engine. */
    public OfflineStore(Path dir, int memoryMib) {
        this.dir = dir;
        this.memoryMib = memoryMib;
    }

    /**
     * Writes that match, newest first.
     *
     * @throws IOException where neither the store nor the log can be read
     */
    public List<WriteRow> newest(WriteQuery query) throws IOException {
        Path file = dir.resolve(StoreFile.NAME);
        if (Files.exists(file)) {
            try (StoreFile store = StoreFile.openReadOnly(file, memoryMib);
                    LogCursor behind = LogCursor.at(dir, store.position())) {
                if (behind != null) {
                    List<WriteRow> rows = newestOf(behind, new WriteMatch(query), query.limit());
                    return rows.size() < query.limit() ? withStored(rows, store, query) : rows;
                }
            } catch (SQLException cannotBeOpened) {
                // its process holds it, or it is broken: the log is the truth
                return scan(query);
            }
        }
        return scan(query);
    }

    /**
     * What a writer's bad writes still do at a moment, in microseconds since 1970 UTC.
     *
     * @throws IOException where the store cannot be read, or lacks the log's last lines: the log alone does not tell
     */
    public Damage damage(String writer, long nowMicros) throws IOException {
        Path file = dir.resolve(StoreFile.NAME);
        if (!Files.exists(file)) {
            throw new IOException("there is no store in " + dir + " yet");
        }
        try (StoreFile store = StoreFile.openReadOnly(file, memoryMib);
                Connection sql = store.connect();
                PreviewReader previews = store.previews();
                LogCursor behind = LogCursor.at(dir, store.position())) {
            if (behind == null || hasRows(behind)) {
                throw new IOException(
                        "the store in " + dir + " lacks the last lines of the log, as whoset was killed: start whoset"
                                + " there, it takes them over");
            }
            return new DamageReport(sql, previews, nowMicros).of(writer);
        } catch (SQLException e) {
            throw new IOException("the store in " + dir + " cannot be read: " + e.getMessage(), e);
        }
    }

    private List<WriteRow> scan(WriteQuery query) throws IOException {
        return new WriterLogReader(dir).newest(new WriteMatch(query), query.limit());
    }

    private static boolean hasRows(LogCursor lines) throws IOException {
        for (byte[] text = lines.next(); text != null; text = lines.next()) {
            LogLine line = read(text);
            if (line != null && !line.id().isEmpty()) {
                return true;
            }
        }
        return false;
    }

    private static List<WriteRow> withStored(List<WriteRow> newer, StoreFile store, WriteQuery query)
            throws SQLException, IOException {
        List<WriteRow> rows = new ArrayList<>(newer);
        try (Connection sql = store.connect();
                PreviewReader previews = store.previews()) {
            rows.addAll(new Search(sql, previews, query, query.limit() - newer.size()).newest());
        }
        return rows;
    }

    private static List<WriteRow> newestOf(LogCursor lines, Predicate<WriteRow> match, int limit) throws IOException {
        Deque<WriteRow> newest = new ArrayDeque<>();
        for (byte[] line = lines.next(); line != null; line = lines.next()) {
            LogLine read = read(line);
            WriteRow write = read == null ? null : read.write();
            if (write != null && match.test(write)) {
                newest.addFirst(write);
                if (newest.size() > limit) {
                    newest.removeLast();
                }
            }
        }
        return List.copyOf(newest);
    }

    private static @Nullable LogLine read(byte[] text) {
        try {
            return LogLine.parse(text);
        } catch (IOException noLogLine) {
            return null;
        }
    }
}
