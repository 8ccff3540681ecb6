package io.whoset.audit.log;

import io.whoset.forensics.record.RecordId;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a log that is opened again must know of its end: where the last whole line ends, and which id was given last. Immutable. */
final class LogTail {
    private static final Pattern ID = Pattern.compile("^\\{\"v\":1,\"event\":\"[a-z]+\",\"ts\":\"[^\"]*\",\"id\":\"([0-9a-f]{16})\"");
    private static final int CHUNK = 64 * 1024;

    private LogTail() {}

    /** Length of the file up to and with its last line feed. */
    static long wholeLength(FileChannel file) throws IOException {
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK);
        for (long end = file.size(); end > 0; ) {
            long start = Math.max(0, end - CHUNK);
            chunk.clear().limit((int) (end - start));
            while (chunk.hasRemaining() && file.read(chunk, start + chunk.position()) >= 0) {
                continue;
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

    /** The highest id of the newest file that holds one; 0 for a log without any. */
    static RecordId lastId(Path dir) throws IOException {
        RecordId last = lastIdIn(LogFiles.live(dir));
        List<Path> rolled = LogFiles.rolled(dir);
        for (int i = rolled.size() - 1; i >= 0 && last.value() == 0; i--) {
            last = lastIdIn(rolled.get(i));
        }
        return last;
    }

    private static RecordId lastIdIn(Path file) throws IOException {
        RecordId last = new RecordId(0);
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(LogFiles.open(file), StandardCharsets.ISO_8859_1))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Matcher id = ID.matcher(line);
                if (id.find()) {
                    RecordId seen = RecordId.parse(id.group(1));
                    last = seen.compareTo(last) > 0 ? seen : last;
                }
            }
        } catch (java.io.EOFException | java.util.zip.ZipException e) {
            return last;
        }
        return last;
    }
}
