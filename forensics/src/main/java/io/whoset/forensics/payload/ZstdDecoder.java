package io.whoset.forensics.payload;

import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import java.nio.ByteBuffer;

/**
 * Opens one Zstandard frame after the other, in pieces.
 *
 * <p><b>Units, bounds</b> 8 KB here, and in the library what its window takes: a frame that asks for more than 2 MiB, or for a dictionary, stays closed.
 *
 * <p>Confined to one payload at a time. <b>Source</b> RFC 8878, 3.1.1.1.
 */
final class ZstdDecoder implements FrameDecoder {
    private static final int PIECE = 4096;
    private static final int DESCRIPTOR = 4;
    private static final long MOST_WINDOW = 2 << 20;

    private final ZstdDecompressCtx context = new ZstdDecompressCtx();
    private final ByteBuffer in = ByteBuffer.allocateDirect(PIECE);
    private final ByteBuffer out = ByteBuffer.allocateDirect(PIECE);
    private boolean begun;
    private boolean finished;
    private boolean failed;

    void reset() {
        context.reset();
        in.clear();
        begun = false;
        finished = false;
        failed = false;
    }

    @Override
    public boolean isFinished() {
        return finished;
    }

    @Override
    public boolean hasFailed() {
        return failed;
    }

    @Override
    public boolean hasBegun() {
        return begun;
    }

    @Override
    public void giveBack() {
        ZstdDecoders.giveBack(this);
    }

    @Override
    public boolean hasMore() {
        return finished && in.position() > 0;
    }

    @Override
    public ByteBuffer output() {
        return out;
    }

    @Override
    public boolean advance(ByteBuffer rest) {
        fill(rest);
        if (!begun && !failed) {
            begin();
        }
        if (!begun || failed || finished) {
            return false;
        }
        in.flip();
        out.clear();
        int before = in.remaining();
        try {
            finished = context.decompressDirectByteBufferStream(out, in);
        } catch (ZstdException e) {
            failed = true;
        }
        boolean moved = out.position() > 0 || in.remaining() < before;
        in.compact();
        out.flip();
        return moved && !failed;
    }

    private void fill(ByteBuffer rest) {
        int length = Math.min(rest.remaining(), in.remaining());
        int limit = rest.limit();
        in.put(rest.limit(rest.position() + length));
        rest.limit(limit);
    }

    /** The header says how much memory the frame asks for. */
    private void begin() {
        if (in.position() <= DESCRIPTOR) {
            return;
        }
        int descriptor = in.get(DESCRIPTOR) & 0xFF;
        boolean single = (descriptor & 0x20) != 0;
        int sizeBytes = descriptor >> 6 == 0 ? (single ? 1 : 0) : 1 << (descriptor >> 6);
        int at = DESCRIPTOR + 1;
        if (in.position() < at + (single ? sizeBytes : 1)) {
            return;
        }
        long window = single ? size(at, sizeBytes) : window(in.get(at) & 0xFF);
        failed = (descriptor & 0x03) != 0 || window < 0 || window > MOST_WINDOW;
        begun = !failed;
    }

    private long size(int at, int bytes) {
        long size = 0;
        for (int i = bytes - 1; i >= 0; i--) {
            size = (size << Byte.SIZE) | (in.get(at + i) & 0xFF);
        }
        return bytes == 2 ? size + 256 : size;
    }

    private static long window(int descriptor) {
        long base = 1L << (10 + (descriptor >> 3));
        return base + (base >> 3) * (descriptor & 0x07);
    }
}
