package io.whoset.forensics.payload;

import io.whoset.forensics.record.Content;
import io.whoset.forensics.record.Format;
import java.nio.ByteBuffer;
import java.util.EnumSet;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/*
 * A bomb is harmless: output is looked at as it comes, in pieces of 4 KB, and no more than 16 bytes for each byte that went in, 16 KB always and
 * 1 MiB never. What would give more is left closed, and nothing is concluded.
 *
 * An inflater holds a window of 32 KB outside of the heap. It is taken for one payload and given back at its end; no more than 64 are out at once,
 * further payloads stay closed. Zstandard frames are opened the same way by the native library of its makers, see
 * docs/decisions/0006-zstd-jni.md; LZ4 frames and Snappy streams here.
 */
/**
 * Looks into a gzip, zlib, Zstandard, LZ4 or Snappy payload as it streams by.
 *
 * <p><b>Units, bounds</b> 4 KB while a payload is open, and one of 64 inflaters or 8 Zstandard decoders of the process.
 *
 * <p>Confined to the connection's event loop. <b>Source</b> RFC 1950, 1951, 1952, 8878.
 */
final class Opened {
    private static final int PIECE = 4096;
    private static final long ALWAYS = 16 << 10;
    private static final long NEVER = 1 << 20;
    private static final long RATIO = 16;

    private static final Set<Format> OPENED =
            EnumSet.of(Format.GZIP, Format.ZLIB, Format.ZSTD, Format.LZ4, Format.SNAPPY);

    private enum Part {
        CLOSED,
        HEADER,
        DATA,
        TRAILER,
        DONE,
        GIVEN_UP
    }

    private @Nullable FormatSniffer inside;
    private final GzipFrame frame = new GzipFrame();
    private final CRC32 check = new CRC32();
    private byte[] out = {};
    private @Nullable Inflater inflater;
    private @Nullable FrameDecoder decoder;
    private boolean gzip;
    private long in;
    private long taken;
    private Part part = Part.CLOSED;

    /** Whether payloads of a format are looked into. */
    static boolean canOpen(@Nullable Format format) {
        return format != null && OPENED.contains(format);
    }

    /** A payload begins that looks like one; the bytes come by {@link #offer}. */
    void begin(Format format) {
        reset();
        gzip = format == Format.GZIP;
        switch (format) {
            case ZSTD -> decoder = ZstdDecoders.take();
            case LZ4 -> decoder = LzDecoder.admit() ? new Lz4Decoder() : null;
            case SNAPPY -> decoder = LzDecoder.admit() ? new SnappyDecoder() : null;
            default -> inflater = Inflaters.take(gzip);
        }
        part = inflater == null && decoder == null ? Part.GIVEN_UP : gzip ? Part.HEADER : Part.DATA;
        if (part != Part.GIVEN_UP) {
            out = out.length == 0 ? new byte[PIECE] : out;
            inside().reset();
            check.reset();
            frame.reset();
        }
    }

    /** Made for the first payload that is packed. */
    private FormatSniffer inside() {
        FormatSniffer made = inside == null ? FormatSniffer.nested() : inside;
        inside = made;
        return made;
    }

    /** A piece of it; its position is untouched. */
    void offer(ByteBuffer piece) {
        if (part == Part.CLOSED || part == Part.GIVEN_UP) {
            return;
        }
        ByteBuffer rest = piece.duplicate();
        in += rest.remaining();
        if (part == Part.HEADER && frame.header(rest)) {
            part = frame.isSound() ? Part.DATA : Part.GIVEN_UP;
        }
        if (part == Part.DATA && decoder != null) {
            decode(decoder, rest);
        } else if (part == Part.DATA && inflater != null) {
            inflate(inflater, rest);
        }
        if (part == Part.TRAILER && frame.trailer(rest)) {
            part = frame.checks(check.getValue(), taken) ? Part.DONE : Part.GIVEN_UP;
        }
        if (part == Part.DONE && rest.hasRemaining()) {
            part = Part.GIVEN_UP;
        }
    }

    private void decode(FrameDecoder from, ByteBuffer rest) {
        while (part == Part.DATA && from.advance(rest)) {
            take(from.output());
        }
        if (from.hasFailed() || from.hasMore()) {
            part = Part.GIVEN_UP;
        } else if (part == Part.DATA && from.isFinished()) {
            part = Part.DONE;
        }
    }

    private void inflate(Inflater from, ByteBuffer rest) {
        from.setInput(rest);
        try {
            int length = from.inflate(out);
            while (length > 0 && part == Part.DATA) {
                check.update(out, 0, length);
                take(ByteBuffer.wrap(out, 0, length));
                length = from.inflate(out);
            }
        } catch (DataFormatException e) {
            part = Part.GIVEN_UP;
        }
        if (part == Part.DATA && from.finished()) {
            part = gzip ? Part.TRAILER : Part.DONE;
        } else if (part == Part.DATA && from.needsDictionary()) {
            part = Part.GIVEN_UP;
        }
    }

    private void take(ByteBuffer output) {
        taken += output.remaining();
        if (taken > Math.min(NEVER, Math.max(ALWAYS, RATIO * in))) {
            part = Part.GIVEN_UP;
        } else if (output.hasRemaining()) {
            inside().offer(output);
        }
    }

    /** What is inside; the payload ends here. One that ends early is broken, one that cannot be opened is opaque. */
    Content end() {
        Content content = Content.OPAQUE;
        if (part == Part.DONE || (part == Part.DATA && decoder != null && decoder.mayEnd())) {
            content = inside().end().content();
        } else if ((part == Part.DATA || part == Part.TRAILER)
                && (taken > 0 || (decoder != null && decoder.hasBegun()))) {
            content = new Content(null, true, 0, 0, 0, null);
        }
        reset();
        return content;
    }

    /** Gives back what it holds. */
    void reset() {
        if (inflater != null) {
            Inflaters.giveBack(inflater, gzip);
            inflater = null;
        }
        if (decoder != null) {
            decoder.giveBack();
            decoder = null;
        }
        part = Part.CLOSED;
        in = 0;
        taken = 0;
    }
}
