package io.whoset.audit.log;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * The names of the log's files: {@code writers.jsonl} grows, {@code writers-<from>.jsonl.gz} are closed, and without {@code .gz} wait to
 * be compressed. {@code <from>} is the moment of the first line, {@code 20260102T030405.000006Z}, so that name order is log order.
 *
 * <p>Immutable.
 */
public final class LogFiles {
    /** The file that grows. */
    public static final String LIVE = "writers.jsonl";

    private static final Pattern ROLLED =
            Pattern.compile("writers-(\\d{4})(\\d\\d)(\\d\\dT\\d\\d)(\\d\\d)(\\d\\d\\.\\d{6}Z)\\.jsonl(?:\\.gz)?");

    private LogFiles() {}

    /** The growing file of an audit directory. */
    public static Path live(Path dir) {
        return dir.resolve(LIVE);
    }

    /** The closed files, oldest first; where one is there plain and compressed, the compressed one. */
    public static List<Path> rolled(Path dir) throws IOException {
        TreeMap<Long, Path> byFrom = new TreeMap<>();
        try (Stream<Path> files = Files.list(dir)) {
            files.forEach(file -> {
                long from = from(file);
                if (from >= 0) {
                    byFrom.merge(from, file, (one, other) -> isCompressed(one) ? one : other);
                }
            });
        }
        return List.copyOf(byFrom.values());
    }

    /** The moment of the first line of the oldest file, microseconds since 1970 UTC; -1 where there is none. */
    public static long oldestMicros(Path dir) throws IOException {
        List<Path> rolled = rolled(dir);
        return rolled.isEmpty() ? -1 : from(rolled.get(0));
    }

    /** Opens a closed or growing file for reading its plain text, also where it was compressed since it was listed. */
    public static InputStream open(Path file) throws IOException {
        try {
            return openAsNamed(file);
        } catch (NoSuchFileException e) {
            if (isCompressed(file) || from(file) < 0) {
                throw e;
            }
            return openAsNamed(file.resolveSibling(file.getFileName() + ".gz"));
        }
    }

    private static InputStream openAsNamed(Path file) throws IOException {
        InputStream in = Files.newInputStream(file);
        try {
            return new BufferedInputStream(isCompressed(file) ? new GZIPInputStream(in, 64 * 1024) : in, 64 * 1024);
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    /** The name that a closed file has, or had, before it was compressed. */
    static Path plainName(Path file) {
        return file.resolveSibling(String.valueOf(file.getFileName()).replace(".gz", ""));
    }

    static boolean isCompressed(Path file) {
        return file.toString().endsWith(".gz");
    }

    static Path rolledName(Path dir, long fromMicros) {
        return dir.resolve("writers-" + Timestamps.text(fromMicros).replaceAll("[-:]", "") + ".jsonl");
    }

    /** The microsecond in the name of a closed file, -1 for any other file. */
    static long from(Path file) {
        Matcher name = ROLLED.matcher(String.valueOf(file.getFileName()));
        try {
            return name.matches() ? Timestamps.parse(name.replaceFirst("$1-$2-$3:$4:$5")) : -1;
        } catch (DateTimeParseException e) {
            return -1;
        }
    }
}
