package io.whoset.audit.store;

import java.io.IOException;
import java.nio.ByteBuffer;
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

    private final PreviewFiles files;
    private final ByteBuffer piece = ByteBuffer.allocate(PIECE_BYTES);
    private @Nullable FileChannel open;
    private long number;

    PreviewReader(PreviewFiles files) {
        this.files = files;
    }

    /**
     * The preview that a write has at a place; null where it was forgotten meanwhile, with all that were older.
     *
     * @throws SQLException where there is another, or none
     */
    @Nullable
    String read(long id, long place) throws SQLException {
        try {
            FileChannel file = file(PreviewFiles.numberOf(place));
            return file == null ? null : read(file, id, PreviewFiles.within(place));
        } catch (IOException e) {
            throw new SQLException("previews cannot be read: " + e.getMessage(), e);
        }
    }

    private String read(FileChannel file, long id, long at) throws SQLException, IOException {
        piece.clear();
        fill(piece, file, at);
        piece.flip();
        if (piece.remaining() < PreviewFiles.HEADER || piece.getLong() != id) {
            throw damaged();
        }
        int bytes = piece.getInt();
        if (bytes >= 0 && bytes <= piece.remaining()) {
            return new String(piece.array(), piece.position(), bytes, StandardCharsets.UTF_8);
        }
        if (bytes < 0 || bytes > file.size() - at) {
            throw damaged();
        }
        ByteBuffer whole = ByteBuffer.allocate(bytes);
        fill(whole, file, at + PreviewFiles.HEADER);
        return new String(whole.array(), StandardCharsets.UTF_8);
    }

    private static void fill(ByteBuffer into, FileChannel file, long from) throws IOException {
        long at = from;
        int read = 0;
        while (into.hasRemaining() && read >= 0) {
            read = file.read(into, at);
            at += read;
        }
    }

    private SQLException damaged() {
        return new SQLException("Corrupt previews: " + files.file(number) + " has others than the store knows of");
    }

    private @Nullable FileChannel file(long wanted) throws SQLException, IOException {
        if (open == null || number != wanted) {
            close();
            number = wanted;
            open = openOrForgotten(wanted);
        }
        return open;
    }

    private @Nullable FileChannel openOrForgotten(long wanted) throws SQLException, IOException {
        try {
            return FileChannel.open(files.file(wanted), StandardOpenOption.READ);
        } catch (NoSuchFileException e) {
            if (files.isForgotten(wanted)) {
                return null;
            }
            throw damaged();
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
            throw new SQLException("previews cannot be closed: " + e.getMessage(), e);
        }
    }
}
