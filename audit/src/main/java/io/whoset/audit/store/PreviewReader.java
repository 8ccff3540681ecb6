package io.whoset.audit.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Reads previews for one question. Keeps the last file open, as rows come in the order of their places.
 *
 * <p>Confined to one thread.
 */
final class PreviewReader implements AutoCloseable {
    /** What is read at once, as much as most previews have. */
    private static final int PIECE_BYTES = 1_024;

    private static final int MOST_BYTES = 3 * PreviewFiles.MOST_CHARS;

    private final PreviewFiles files;
    private final ByteBuffer piece = ByteBuffer.allocate(PIECE_BYTES);
    private @Nullable FileChannel open;
    private long number;

    PreviewReader(PreviewFiles files) {
        this.files = files;
    }

    /**
     * The preview that a write has at a place; null where it was forgotten meanwhile.
     *
     * @throws SQLException where there is another, or none
     */
    @Nullable
    String read(long id, long place) throws SQLException {
        FileChannel file = file(PreviewFiles.numberOf(place));
        try {
            return file == null ? null : read(file, id, PreviewFiles.within(place));
        } catch (ClosedChannelException e) {
            throw new SQLException("previews cannot be read: " + e, e);
        } catch (IOException e) {
            throw new SQLException("Could not read previews: " + files.file(number) + ": " + e, e);
        }
    }

    private String read(FileChannel file, long id, long at) throws SQLException, IOException {
        fill(piece.clear(), file, at);
        if (piece.flip().remaining() < PreviewFiles.HEADER || piece.getLong() != id) {
            throw damaged();
        }
        int bytes = piece.getInt();
        int checksum = piece.getInt();
        if (bytes < 0 || bytes > MOST_BYTES) {
            throw damaged();
        }
        ByteBuffer text = piece;
        if (bytes > piece.remaining()) {
            text = ByteBuffer.allocate(bytes);
            fill(text, file, at + PreviewFiles.HEADER);
            text.flip();
        }
        if (bytes > text.remaining() || PreviewFiles.checksum(text.array(), text.position(), bytes) != checksum) {
            throw damaged();
        }
        return new String(text.array(), text.position(), bytes, StandardCharsets.UTF_8);
    }

    private static void fill(ByteBuffer into, FileChannel file, long from) throws IOException {
        long at = from;
        for (int read = 0; into.hasRemaining() && read >= 0; at += read) {
            read = file.read(into, at);
        }
    }

    private SQLException damaged() {
        return new SQLException("Corrupt previews: " + files.file(number) + " has others than the store knows of");
    }

    private @Nullable FileChannel file(long wanted) throws SQLException {
        if (open == null || number != wanted) {
            close();
            number = wanted;
            open = openOrForgotten(wanted);
        }
        return open;
    }

    private @Nullable FileChannel openOrForgotten(long wanted) throws SQLException {
        try {
            return FileChannel.open(files.file(wanted), StandardOpenOption.READ);
        } catch (NoSuchFileException e) {
            if (files.isForgotten(wanted)) {
                return null;
            }
            throw damaged();
        } catch (IOException e) {
            throw new SQLException("previews cannot be opened: " + e, e);
        }
    }

    @Override
    public void close() throws SQLException {
        FileChannel last = open;
        open = null;
        try {
            if (last != null) {
                last.close();
            }
        } catch (IOException e) {
            throw new SQLException("previews cannot be closed: " + e, e);
        }
    }
}
