package io.whoset.audit.log;

import io.whoset.forensics.record.RecordId;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Takes lines out of the log by their ids, byte for byte as they were written: what a person shows as evidence.
 *
 * <p>Only files that can hold one of the ids are read, and no file further than to the last id. A file that cannot be read to its end gives what it has.
 *
 * <p>Safe for many threads.
 */
public final class LogExtract {
    private static final byte[] MARK = "\"id\":\"".getBytes(StandardCharsets.US_ASCII);
    private static final int ID_DIGITS = 16;
    private static final int MARK_WITHIN = 160;
    private static final int ID_SEQUENCE_BITS = 10;
    /** A file's name tells when its first line was concluded, its ids when lines were written. */
    private static final long SLACK_MICROS = TimeUnit.MINUTES.toMicros(1);

    private final Path dir;

    /** Reads this audit directory. */
    public LogExtract(Path dir) {
        this.dir = dir;
    }

    /**
     * The lines with these ids that the log still has, in its order, without line feeds.
     *
     * @throws IOException where the directory cannot be read
     */
    public List<byte[]> lines(Iterable<RecordId> ids) throws IOException {
        NavigableSet<Long> wanted = new TreeSet<>();
        ids.forEach(id -> wanted.add(id.value()));
        TreeMap<Long, byte[]> found = new TreeMap<>();
        Path live = LogFiles.live(dir);
        // the growing file is opened first: what is closed meanwhile is read twice rather than missed
        try (InputStream growing = Files.exists(live) ? LogFiles.open(live) : InputStream.nullInputStream()) {
            List<Path> closed = LogFiles.rolled(dir);
            for (int i = 0; i < closed.size(); i++) {
                long until = i + 1 < closed.size() ? LogFiles.from(closed.get(i + 1)) : Long.MAX_VALUE - SLACK_MICROS;
                if (mayHold(wanted, LogFiles.from(closed.get(i)), until)) {
                    readClosed(closed.get(i), wanted, found);
                }
            }
            if (found.size() < wanted.size()) {
                read(growing, wanted, found);
            }
        }
        return new ArrayList<>(found.values());
    }

    private static boolean mayHold(NavigableSet<Long> wanted, long fromMicros, long untilMicros) {
        Long next = wanted.ceiling((fromMicros - SLACK_MICROS) << ID_SEQUENCE_BITS);
        return next != null && next >> ID_SEQUENCE_BITS <= untilMicros + SLACK_MICROS;
    }

    private static void readClosed(Path file, NavigableSet<Long> wanted, Map<Long, byte[]> found) throws IOException {
        try (InputStream in = LogFiles.open(file)) {
            read(in, wanted, found);
        } catch (NoSuchFileException e) {
            return; // it went by age meanwhile
        }
    }

    private static void read(InputStream in, NavigableSet<Long> wanted, Map<Long, byte[]> found) throws IOException {
        LineInput lines = new LineInput(in, 0);
        try {
            for (byte[] line = lines.next(); line != null; line = lines.next()) {
                Long id = id(line);
                if (id != null && wanted.contains(id)) {
                    found.put(id, line);
                }
                if (id != null && id > wanted.last()) {
                    return;
                }
            }
        } catch (EOFException e) {
            return; // a compressed file that was cut
        }
    }

    /** The id stands near the begin of a line; within a text of the line its quotes are escaped, so that nothing else can look like it. */
    static @Nullable Long id(byte[] line) {
        int last = Math.min(line.length - MARK.length - ID_DIGITS, MARK_WITHIN);
        for (int at = 0; at <= last; at++) {
            if (Arrays.equals(line, at, at + MARK.length, MARK, 0, MARK.length)) {
                String digits = new String(line, at + MARK.length, ID_DIGITS, StandardCharsets.US_ASCII);
                try {
                    return HexFormat.fromHexDigitsToLong(digits);
                } catch (IllegalArgumentException e) {
                    return null;
                }
            }
        }
        return null;
    }
}
