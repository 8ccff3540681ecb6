package io.whoset.forensics.payload;

import java.nio.ByteBuffer;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What LZ4 and Snappy have in common: literals, and copies of what came out not long ago.
 *
 * <p><b>Units, bounds</b> 64 KB of what came out last and 4 KB of what comes out, on the heap; {@value #MOST} at work in the process.
 *
 * <p>Confined to one payload.
 */
abstract class LzDecoder implements FrameDecoder {
    private static final int MOST = 32;
    private static final int WINDOW = 1 << 16;
    private static final int PIECE = 4096;
    private static final AtomicInteger OUT = new AtomicInteger();
    private static final Queue<byte[]> WINDOWS = new ConcurrentLinkedQueue<>();

    private final byte[] window;
    private final ByteBuffer out = ByteBuffer.allocate(PIECE);
    private long produced;
    private long literals;
    private long copies;
    private int offset;
    private int need;
    private int have;
    private long number;
    private boolean failed;
    private boolean more;

    /** A decoder that {@link #admit} allowed. What an older one left in its window is never copied. */
    LzDecoder() {
        byte[] waiting = WINDOWS.poll();
        window = waiting == null ? new byte[WINDOW] : waiting;
    }

    /** Whether one more may be at work; who gets true gives it back. */
    static boolean admit() {
        if (OUT.incrementAndGet() > MOST) {
            OUT.decrementAndGet();
            return false;
        }
        return true;
    }

    @Override
    public void giveBack() {
        WINDOWS.add(window);
        OUT.decrementAndGet();
    }

    @Override
    public ByteBuffer output() {
        return out;
    }

    @Override
    public boolean hasFailed() {
        return failed;
    }

    @Override
    public boolean hasMore() {
        return more;
    }

    @Override
    public boolean advance(ByteBuffer rest) {
        out.clear();
        boolean goesOn = true;
        while (goesOn && !failed && !isFinished() && out.hasRemaining()) {
            if (copies > 0) {
                copy();
            } else if (!rest.hasRemaining()) {
                goesOn = false;
            } else if (literals > 0) {
                literal(rest);
            } else if (need > 0) {
                collect(rest.get() & 0xFF);
            } else {
                onByte(rest.get() & 0xFF);
            }
        }
        more |= isFinished() && rest.hasRemaining();
        out.flip();
        return out.hasRemaining() && !failed;
    }

    private void literal(ByteBuffer rest) {
        int length = (int) Math.min(literals, Math.min(rest.remaining(), out.remaining()));
        for (int i = 0; i < length; i++) {
            put(rest.get());
        }
        consumed(length);
        literals -= length;
        if (literals == 0) {
            onLiterals();
        }
    }

    private void copy() {
        int length = (int) Math.min(copies, out.remaining());
        for (int i = 0; i < length; i++) {
            put(window[(int) (produced - offset) & (WINDOW - 1)]);
        }
        copies -= length;
        if (copies == 0) {
            onCopied();
        }
    }

    private void put(byte value) {
        window[(int) produced & (WINDOW - 1)] = value;
        produced++;
        out.put(value);
    }

    private void collect(int value) {
        consumed(1);
        number |= (long) value << (Byte.SIZE * have);
        have++;
        if (have == need) {
            need = 0;
            onNumber(number);
        }
    }

    /** A byte comes that is no literal and belongs to no number. */
    abstract void onByte(int value);

    /** A number is there that was {@linkplain #expect expected}. */
    abstract void onNumber(long value);

    /** All {@linkplain #take literals} were taken. */
    abstract void onLiterals();

    /** All was {@linkplain #copy(long, long, long) copied}. */
    abstract void onCopied();

    /** So many bytes of the input were taken that {@link #onByte} did not see. */
    abstract void consumed(int bytes);

    /** The next bytes, 1 to 8, are a number, its low byte first. */
    final void expect(int bytes) {
        need = bytes;
        have = 0;
        number = 0;
    }

    /** The next bytes come out as they are. */
    final void take(long bytes) {
        literals = bytes;
    }

    /** What came out so many bytes ago comes out again; it must have come out since the given moment. */
    final void copy(long bytes, long ago, long since) {
        if (ago < 1 || ago > Math.min(WINDOW, produced - since) || bytes < 1) {
            fail();
            return;
        }
        offset = (int) ago;
        copies = bytes;
    }

    /** How many bytes came out. */
    final long produced() {
        return produced;
    }

    final void fail() {
        failed = true;
    }
}
