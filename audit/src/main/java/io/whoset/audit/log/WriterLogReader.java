package io.whoset.audit.log;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the log of an audit directory, also while it is written: closed files and the growing one. Lines that are no log lines, as after a
 * crash, and a last line that is not whole yet are passed over. A closed file that cannot be read, or not to its end, is told with a WARN, and
 * the others are read all the same.
 *
 * <p>Safe for many threads.
 */
public final class WriterLogReader {
    private static final Logger log = LoggerFactory.getLogger(WriterLogReader.class);

    private final Path dir;

    /** Reads this audit directory. */
    public WriterLogReader(Path dir) {
        this.dir = dir;
    }

    /**
     * Gives all lines, oldest first.
     *
     * @throws IOException where the directory or a file of it cannot be read
     */
    public void forEach(Consumer<LogLine> consumer) throws IOException {
        try (InputStream live = openLive()) {
            String[] last = {""};
            for (Path file : LogFiles.rolled(dir)) {
                readClosed(file, line -> {
                    last[0] = line.id().isEmpty() ? last[0] : line.id();
                    consumer.accept(line);
                });
            }
            read(live, line -> {
                if (line.id().isEmpty() || line.id().compareTo(last[0]) > 0) {
                    consumer.accept(line);
                }
            });
        }
    }

    /** Gives the lines of one file, plain or compressed, oldest first. */
    public static void read(Path file, Consumer<LogLine> consumer) throws IOException {
        try (InputStream in = LogFiles.open(file)) {
            read(in, consumer);
        }
    }

    private static void read(InputStream in, Consumer<LogLine> consumer) throws IOException {
        LineInput lines = new LineInput(in, 0);
        try {
            for (byte[] line = lines.next(); line != null; line = lines.next()) {
                give(line, consumer);
            }
        } catch (EOFException e) {
            return;
        }
    }

    private static void readClosed(Path file, Consumer<LogLine> consumer) {
        try {
            read(file, consumer);
        } catch (IOException e) {
            log.atWarn()
                    .addKeyValue("file", file)
                    .setCause(e)
                    .log("closed log file cannot be read to its end, going on with the next");
        }
    }

    /** The newest writes of a key, given in its log form; newest first, at most {@code limit}. */
    public List<WriteRow> writesOf(String key, int limit) throws IOException {
        return newest(write -> key.equals(write.key()), limit);
    }

    /** The newest writes that match; newest first, at most {@code limit}. */
    public List<WriteRow> newest(Predicate<WriteRow> match, int limit) throws IOException {
        List<WriteRow> found = new ArrayList<>();
        try (InputStream live = openLive()) {
            Newest newest = new Newest(match, limit);
            read(live, newest);
            found.addAll(newest.rows());
        }
        List<Path> files = LogFiles.rolled(dir);
        for (int i = files.size() - 1; i >= 0 && found.size() < limit; i--) {
            String oldest = found.isEmpty() ? "g" : found.get(found.size() - 1).id();
            Newest newest = new Newest(match, limit);
            readClosed(files.get(i), newest);
            for (WriteRow write : newest.rows()) {
                if (write.id().compareTo(oldest) < 0 && found.size() < limit) {
                    found.add(write);
                }
            }
        }
        return found;
    }

    /** Opened before the closed files are listed: what is closed in between is then read twice and told by its ids, rather than missed. */
    private InputStream openLive() throws IOException {
        Path live = LogFiles.live(dir);
        return Files.exists(live) ? LogFiles.open(live) : InputStream.nullInputStream();
    }

    private static void give(byte[] line, Consumer<LogLine> consumer) {
        LogLine read;
        try {
            read = LogLine.parse(line);
        } catch (IOException e) {
            return;
        }
        consumer.accept(read);
    }

    /** Keeps the newest writes that match. */
    private static final class Newest implements Consumer<LogLine> {
        private final Deque<WriteRow> rows = new ArrayDeque<>();
        private final Predicate<WriteRow> match;
        private final int limit;

        Newest(Predicate<WriteRow> match, int limit) {
            this.match = match;
            this.limit = limit;
        }

        @Override
        public void accept(LogLine line) {
            WriteRow write = line.write();
            if (write != null && match.test(write)) {
                rows.addFirst(write);
                if (rows.size() > limit) {
                    rows.removeLast();
                }
            }
        }

        List<WriteRow> rows() {
            return List.copyOf(rows);
        }
    }
}
