package io.whoset.audit.log;

import io.whoset.forensics.record.RecordId;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipException;

/** What a log that is opened again must know of its end: where the last whole line ends, and which id was given last. Immutable. */
final class LogTail {
    private static final Pattern ID =
            Pattern.compile("^\\{\"v\":1,\"event\":\"[a-z]+\",\"ts\":\"[^\"]*\",\"id\":\"([0-9a-f]{16})\"");
    private static final Pattern TS = Pattern.compile("^\\{\"v\":1,\"event\":\"[a-z]+\",\"ts\":\"([^\"]*)\"");
    private static final int CHUNK = 64 * 1024;
    private static final long NEAR_END = 1 << 20;

    private LogTail() {}

    /** Length of the file up to and with its last line feed. */
    static long wholeLength(FileChannel file) throws IOException {
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK);
        for (long end = file.size(); end > 0; ) {
            long start = Math.max(0, end - CHUNK);
            chunk.clear().limit((int) (end - start));
            int read = 0;
            while (chunk.hasRemaining() && read >= 0) {
                read = file.read(chunk, start + chunk.position());
            }
            for (int i = chunk.position() - 1; i >= 0; i--) {
                if (chunk.get(i) == '\n') {
                    return start + i + 1;
                }
            }
            end = start;
        }
        return 0;
    }

    /** The {@code ts} of a file's first line in microseconds since 1970 UTC, -1 where it has none. */
    static long firstMicros(Path file) throws IOException {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(LogFiles.open(file), StandardCharsets.ISO_8859_1))) {
            String line = lines.readLine();
            Matcher ts = TS.matcher(line == null ? "" : line);
            return ts.find() ? Timestamps.parse(ts.group(1)) : -1;
        } catch (DateTimeParseException e) {
            return -1;
        }
    }

    /** The highest id of the newest file that holds one; 0 for a log without any. */
    static RecordId lastId(Path dir) throws IOException {
        RecordId last = lastIdIn(LogFiles.live(dir));
        List<Path> rolled = LogFiles.rolled(dir);
        for (int i = rolled.size() - 1; i >= 0 && last.value() == 0; i--) {
            last = lastIdIn(rolled.get(i));
        }
        return last;
    }

    /** A closed file whole; of the growing one only the end, which is long enough for any line. */
    private static InputStream nearEnd(Path file) throws IOException {
        InputStream in = LogFiles.open(file);
        if (!LogFiles.isCompressed(file)) {
            in.skipNBytes(Math.max(0, Files.size(file) - NEAR_END));
        }
        return in;
    }

    private static RecordId lastIdIn(Path file) throws IOException {
        RecordId last = new RecordId(0);
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(nearEnd(file), StandardCharsets.ISO_8859_1))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Matcher id = ID.matcher(line);
                if (id.find()) {
                    RecordId seen = RecordId.parse(id.group(1));
                    last = seen.compareTo(last) > 0 ? seen : last;
                }
            }
        } catch (EOFException | ZipException e) {
            return last;
        }
        return last;
    }
}
