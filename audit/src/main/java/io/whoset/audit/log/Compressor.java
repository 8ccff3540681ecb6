package io.whoset.audit.log;

import io.whoset.forensics.record.TimeSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/*
 * Compressing a line costs as much as relaying and attributing it. Where lines come so fast that files close every few seconds, that must not be
 * taken from those who wait for an answer: the thread rests between pieces, until several more files wait for it.
 */
/**
 * Compresses closed files of the log, and deletes those of old, on one daemon thread of low priority; a file that fails stays plain and is tried again with the next.
 *
 * <p><b>Units, bounds</b> at most a fifth of a processor, unless three more files close while one is compressed; then it does not rest.
 *
 * <p>Safe for many threads.
 */
final class Compressor implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Compressor.class);

    private static final long STOP_WITHIN_SECONDS = 5;
    private static final int PIECE_BYTES = 256 << 10;
    private static final int RESTS = 4;
    private static final long LONGEST_REST_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final int MOST_WAKES = 3;

    private final Path dir;
    private final Retention retention;
    private final TimeSource time;
    private final ThreadPoolExecutor thread;

    @SuppressWarnings("ThreadPriorityCheck") // a wish, nothing depends on it
    Compressor(Path dir, Retention retention, TimeSource time) {
        this.dir = dir;
        this.retention = retention;
        this.time = time;
        this.thread = new ThreadPoolExecutor(0, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
            Thread made = new Thread(task, "whoset-log-gzip");
            made.setDaemon(true);
            made.setPriority(Thread.MIN_PRIORITY);
            return made;
        });
    }

    /** Compresses, some time soon, every closed file that is still plain, and deletes those that are not to be kept. */
    void wake() {
        thread.execute(this::compressAll);
    }

    private void compressAll() {
        try {
            deleteOld();
            for (Path file : LogFiles.rolled(dir)) {
                compressOne(file);
                deleteOld();
            }
        } catch (ClosedByInterruptException e) {
            log.atDebug().addKeyValue("dir", dir).log("closed log file stays uncompressed until the next start");
        } catch (IOException | UncheckedIOException e) {
            log.atWarn()
                    .addKeyValue("dir", dir)
                    .setCause(e)
                    .log("closed log files cannot be listed, mend the directory");
        }
    }

    /** After each file: where files close faster than they are compressed, a pass over all of them has no end. */
    private void deleteOld() throws IOException {
        retention.apply(dir, time.epochMicros(time.nanos()));
    }

    /** One that fails does not keep the others from their turn. */
    private void compressOne(Path file) throws ClosedByInterruptException {
        try {
            Path plain = LogFiles.plainName(file);
            if (!LogFiles.isCompressed(file)) {
                compress(file);
            }
            Files.deleteIfExists(plain);
        } catch (ClosedByInterruptException e) {
            throw e;
        } catch (IOException | UncheckedIOException e) {
            log.atWarn()
                    .addKeyValue("file", file)
                    .setCause(e)
                    .log("closed log file stays uncompressed, it is tried again later");
        }
    }

    private void compress(Path plain) throws IOException {
        Path piece = plain.resolveSibling(plain.getFileName() + ".gz.tmp");
        try (FileChannel channel = OwnerOnly.open(
                piece, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            try (OutputStream out = new QuickGzip(Channels.newOutputStream(channel));
                    InputStream in = Files.newInputStream(plain)) {
                transfer(in, out);
            }
            channel.force(true);
        }
        Files.setLastModifiedTime(piece, Files.getLastModifiedTime(plain));
        Files.move(piece, plain.resolveSibling(plain.getFileName() + ".gz"), StandardCopyOption.ATOMIC_MOVE);
    }

    private void transfer(InputStream in, OutputStream out) throws IOException {
        byte[] piece = new byte[PIECE_BYTES];
        long begin = time.nanos();
        for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
            out.write(piece, 0, read);
            if (thread.getQueue().size() < MOST_WAKES) {
                // an interrupt ends the rest, and then the next read or write; a disk that hung is no reason to rest
                // for long
                LockSupport.parkNanos(Math.min(RESTS * (time.nanos() - begin), LONGEST_REST_NANOS));
            }
            begin = time.nanos();
        }
    }

    /** Interrupts the compression that runs and waits until the directory is left alone. */
    @Override
    public void close() {
        thread.shutdownNow();
        try {
            if (!thread.awaitTermination(STOP_WITHIN_SECONDS, TimeUnit.SECONDS)) {
                log.atWarn()
                        .addKeyValue("dir", dir)
                        .log("a closed log file is still being compressed, going on without it");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
