package io.whoset.audit.log;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How long closed files of the log are kept.
 *
 * <p><b>Units, bounds</b> a file goes when its last line is older than {@code keepFor}, and the oldest go while all closed files together are larger
 * than {@code keepBytes} on the disk; zero switches either off. The growing file always stays.
 *
 * <p>Immutable.
 *
 * @param keepFor age, zero for any
 * @param keepBytes bytes of all closed files, zero for any
 */
public record Retention(Duration keepFor, long keepBytes) {
    /** Everything is kept. */
    public static final Retention OFF = new Retention(Duration.ZERO, 0);

    private static final Logger log = LoggerFactory.getLogger(Retention.class);

    /** Whether nothing is ever deleted. */
    public boolean isOff() {
        return keepFor.isZero() && keepBytes == 0;
    }

    /** Deletes what is not to be kept any more; a file that cannot be deleted is told, and tried again the next time. */
    void apply(Path dir, long nowMicros) throws IOException {
        if (isOff()) {
            return;
        }
        List<Path> files = LogFiles.rolled(dir);
        long bytes = 0;
        for (int i = files.size() - 1; i >= 0; i--) {
            try {
                Path file = files.get(i);
                bytes += Files.size(file);
                if ((keepBytes > 0 && bytes > keepBytes) || isOld(file, nowMicros)) {
                    delete(file);
                }
            } catch (IOException | UncheckedIOException e) {
                log.atWarn().addKeyValue("file", files.get(i)).setCause(e).log("closed log file cannot be deleted");
            }
        }
    }

    private boolean isOld(Path file, long nowMicros) throws IOException {
        long last = Files.getLastModifiedTime(file).to(TimeUnit.MICROSECONDS);
        return !keepFor.isZero() && nowMicros - last > TimeUnit.MILLISECONDS.toMicros(keepFor.toMillis());
    }

    private static void delete(Path file) throws IOException {
        Files.delete(file);
        log.atInfo().addKeyValue("file", file).log("closed log file is deleted, as configured");
    }
}
