package io.whoset.audit.log;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads whole lines of bytes and knows where it stands; a last line without its line feed is not given.
 *
 * <p><b>Units, bounds</b> a line of more than 8 MiB is given cut, so that no file can fill the memory.
 *
 * <p>Confined to one thread.
 */
public final class LineInput implements AutoCloseable {
    private static final int LONGEST = 8 << 20;

    private final InputStream in;
    private final byte[] chunk = new byte[64 * 1024];
    private int at;
    private int end;
    private byte[] line = new byte[4096];
    private int length;
    private long offset;

    /** Reads from a stream that stands at this offset of its file. */
    public LineInput(InputStream in, long offset) {
        this.in = in;
        this.offset = offset;
    }

    /** The next line without its line feed, null where no whole line is left for now. */
    public byte @Nullable [] next() throws IOException {
        while (at < end || fill()) {
            int stop = at;
            while (stop < end && chunk[stop] != '\n') {
                stop++;
            }
            gather(stop - at);
            offset += stop - at;
            at = stop;
            if (stop < end) {
                at++;
                offset++;
                byte[] whole = Arrays.copyOf(line, length);
                length = 0;
                return whole;
            }
        }
        return null;
    }

    /** Offset behind what was read, in plain bytes: after {@link #next()} gave a line, that of the line after it. */
    public long offset() {
        return offset;
    }

    private boolean fill() throws IOException {
        at = 0;
        end = Math.max(0, in.read(chunk));
        return end > 0;
    }

    private void gather(int more) {
        int kept = Math.min(more, LONGEST - length);
        if (line.length < length + kept) {
            line = Arrays.copyOf(line, Math.max(line.length * 2, length + kept));
        }
        System.arraycopy(chunk, at, line, length, kept);
        length += kept;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
