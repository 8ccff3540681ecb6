package io.whoset.protocol.text;

import io.netty.buffer.ByteBuf;
import io.whoset.protocol.WireLimits;

/**
 * What a server answers, understood as it streams by: lines, and data blocks that are passed over.
 *
 * <p><b>Units, bounds</b> keeps one line of at most {@code maxLineBytes}; of a longer one the rest is dropped. Keeps nothing of a
 * data block.
 *
 * <p>Confined to the connection's event loop.
 *
 * <p><b>Errors</b> none are thrown for any bytes.
 */
public final class ReplyParser {
    private static final int TERMINATOR_BYTES = 2;

    private final ReplySink sink;
    private final Line line;
    private long skip;
    private long passed;
    private long lineStart;
    private boolean inLine;
    private boolean ignoring;

    /** Watches one connection from its first byte. */
    public ReplyParser(WireLimits limits, ReplySink sink) {
        this.sink = sink;
        this.line = new Line(limits.maxLineBytes());
    }

    /** Bytes that came; the reader index is untouched and nothing is kept of the buffer. */
    public void feed(ByteBuf buffer) {
        int at = buffer.readerIndex();
        int end = buffer.writerIndex();
        while (at < end && !ignoring) {
            int next = skip > 0 ? dataBlock(at, end) : replyLine(buffer, at, end);
            passed += next - at;
            at = next;
        }
    }

    /** Bytes of the stream before the line that is being read, or was read last. */
    public long offset() {
        return lineStart;
    }

    /** The connection has become a stream of something else: nothing more is looked at. */
    public void ignoreRest() {
        ignoring = true;
    }

    private int dataBlock(int at, int end) {
        int count = (int) Math.min(skip, end - at);
        skip -= count;
        return at + count;
    }

    private int replyLine(ByteBuf buffer, int at, int end) {
        if (!inLine) {
            inLine = true;
            lineStart = passed;
        }
        int lineFeed = buffer.indexOf(at, end, (byte) '\n');
        int stop = lineFeed < 0 ? end : lineFeed;
        line.drop(buffer, at + line.append(buffer, at, stop), stop);
        if (lineFeed < 0) {
            return end;
        }
        inLine = false;
        line.split();
        Reply reply = new Reply(line);
        long dataBytes = reply.dataBytes();
        long skipAfter = dataBytes < 0 ? 0 : dataBytes + TERMINATOR_BYTES;
        sink.onReply(reply);
        line.clear();
        skip = skipAfter;
        return lineFeed + 1;
    }
}
