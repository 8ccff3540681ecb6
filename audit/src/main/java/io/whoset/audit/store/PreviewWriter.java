package io.whoset.audit.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Puts previews down behind those that the engine's rows know of. What a killed process had put there beyond is written over.
 *
 * <p><b>Bounds</b> gathers 64 KiB before it writes. Confined to the store's thread.
 */
final class PreviewWriter implements AutoCloseable {
    private static final int BUFFER_BYTES = 65_536;

    private final PreviewFiles files;
    private final ByteBuffer gathered = ByteBuffer.allocate(BUFFER_BYTES);
    private long written;
    private @Nullable FileChannel open;
    private long number;
    private @Nullable IOException notForced;

    PreviewWriter(PreviewFiles files) {
        this.files = files;
    }

    /**
     * Goes on at this place, which was an end, and forgets what lies behind it.
     *
     * @throws SQLException where less than that is there
     */
    void resume(long end) throws SQLException, IOException {
        close();
        if (end > 0) {
            require(end);
        }
        files.deleteFrom(end == 0 ? 0 : PreviewFiles.numberOf(end - 1) + 1);
        backTo(end);
    }

    private void require(long end) throws SQLException, IOException {
        long last = PreviewFiles.numberOf(end - 1);
        try (FileChannel file = files.open(last, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            if (file.size() < end - PreviewFiles.beginOf(last)) {
                throw new SQLException("Corrupt previews: " + files.file(last) + " lacks some of them");
            }
        }
    }

    /** Adds a preview of a write; gives its place. */
    long add(long id, String preview) throws IOException {
        int chars = Math.min(preview.length(), PreviewFiles.MOST_CHARS);
        byte[] text = preview.substring(0, chars).getBytes(StandardCharsets.UTF_8);
        int bytes = PreviewFiles.HEADER + text.length;
        long fits = PreviewFiles.numberOf(end() + bytes - 1);
        if (gathered.remaining() < bytes || PreviewFiles.numberOf(written) != fits) {
            flush();
        }
        written = Math.max(written, PreviewFiles.beginOf(fits));
        long place = end();
        gathered.putLong(id).putInt(text.length).putInt(PreviewFiles.checksum(text, 0, text.length));
        gathered.put(text);
        return place;
    }

    /** The place behind the last preview. */
    long end() {
        return written + gathered.position();
    }

    /** Takes back what was added behind this place, which was an end. */
    void backTo(long end) {
        gathered.clear();
        written = end;
    }

    /** Lets readers see all that was added. */
    void flush() throws IOException {
        gathered.flip();
        if (gathered.hasRemaining()) {
            FileChannel file = file(PreviewFiles.numberOf(written));
            long at = PreviewFiles.within(written);
            while (gathered.hasRemaining()) {
                at += file.write(gathered, at);
            }
            written = PreviewFiles.beginOf(number) + at;
        }
        gathered.clear();
    }

    private FileChannel file(long wanted) throws IOException {
        if (open == null || number != wanted) {
            close();
            number = wanted;
            open = files.open(wanted, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        }
        return open;
    }

    /** Puts down on the disk all that was flushed; once that failed it always does: the system tells it only once. */
    void force() throws IOException {
        if (notForced != null) {
            throw new IOException("previews could not be put down", notForced);
        }
        try {
            if (open != null) {
                open.force(false);
            }
        } catch (IOException e) {
            notForced = e;
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        FileChannel last = open;
        if (last != null) {
            try (last) {
                force();
            } finally {
                open = null;
            }
        }
    }
}
