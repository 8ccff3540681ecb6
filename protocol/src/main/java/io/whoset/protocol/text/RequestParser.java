package io.whoset.protocol.text;

import io.netty.buffer.ByteBuf;
import io.whoset.protocol.Command;
import io.whoset.protocol.Desync;
import io.whoset.protocol.Verb;
import io.whoset.protocol.WireLimits;

/**
 * What a client sends, understood as it streams by.
 *
 * <pre>
 *            ┌──────────────── whole line, no data block ───────────────┐
 *            ▼                                                          │
 *   COMMAND_LINE ── storage ──► DATA_BLOCK ──► DATA_END ──► COMMAND_LINE
 *      │   │  └──── get, gat line beyond the limit ──► KEYS ──► COMMAND_LINE
 *      │   └─────── other line beyond the limit ──► its rest is dropped, then it counts as refused
 *      └── quit, or a first byte of the binary protocol ──► CLOSED
 * </pre>
 *
 * <p><b>Units, bounds</b> keeps one line of at most {@code maxLineBytes} and nothing of a data block.
 *
 * <p>Confined to the connection's event loop.
 *
 * <p><b>Errors</b> none are thrown for any bytes; what memcached refuses becomes {@link RequestSink#onBadLine}.
 *
 * <p><b>Source</b> memcached.c and proto_text.c (try_read_command_ascii, process_command_ascii, complete_nread_ascii).
 */
public final class RequestParser {
    private static final int BINARY_MAGIC = 0x80;
    private static final int TERMINATOR_BYTES = 2;

    private enum State {
        COMMAND_LINE,
        KEYS,
        DATA_BLOCK,
        DATA_END,
        CLOSED
    }

    private final RequestSink sink;
    private final Line line;
    private final CommandReader reader;
    private final RetrievalReader retrieval;
    private State state = State.COMMAND_LINE;
    private long passed;
    private long lineStart;
    private boolean inLine;
    private long dataLeft;
    private int terminatorLeft;
    private boolean terminated;

    /** Watches one connection from its first byte. */
    public RequestParser(WireLimits limits, RequestSink sink) {
        this.sink = sink;
        this.line = new Line(limits.maxLineBytes());
        this.reader = new CommandReader(line);
        this.retrieval = new RetrievalReader(sink);
    }

    /** Bytes that came; the reader index is untouched and nothing is kept of the buffer. */
    public void feed(ByteBuf buffer) {
        int at = buffer.readerIndex();
        int end = buffer.writerIndex();
        while (at < end && state != State.CLOSED) {
            int next = step(buffer, at, end);
            passed += next - at;
            at = next;
        }
    }

    /** Bytes of the stream before the command line that is being read, or was read last. */
    public long offset() {
        return lineStart;
    }

    private int step(ByteBuf buffer, int at, int end) {
        return switch (state) {
            case COMMAND_LINE -> commandLine(buffer, at, end);
            case KEYS -> keys(buffer, at, end);
            case DATA_BLOCK -> dataBlock(buffer, at, end);
            case DATA_END -> dataEnd(buffer, at);
            case CLOSED -> end;
        };
    }

    private int commandLine(ByteBuf buffer, int at, int end) {
        if (!inLine) {
            // a line whose bytes were all dropped is empty, and has begun all the same
            inLine = true;
            lineStart = passed;
        }
        if (passed == 0 && line.length() == 0 && buffer.getUnsignedByte(at) == BINARY_MAGIC) {
            state = State.CLOSED;
            sink.onDesync(new Desync(
                    Desync.Direction.CLIENT_TO_UPSTREAM, "the connection speaks the binary protocol", 0, 0, true));
            return end;
        }
        int lineFeed = buffer.indexOf(at, end, (byte) '\n');
        int stop = lineFeed < 0 ? end : lineFeed;
        int took = line.append(buffer, at, stop);
        if (took < stop - at && isRetrieval()) {
            retrieval.begin(line);
            line.clear();
            state = State.KEYS;
            return at + took;
        }
        line.drop(buffer, at + took, stop);
        if (lineFeed < 0) {
            return end;
        }
        inLine = false;
        lineIsWhole();
        return lineFeed + 1;
    }

    private boolean isRetrieval() {
        line.splitFirst();
        return line.tokens() > 0 && RetrievalReader.isRetrieval(verb());
    }

    private Verb verb() {
        return line.tokens() == 0 ? Verb.UNKNOWN : Verbs.of(line.bytes(), line.start(0), line.end(0));
    }

    private void lineIsWhole() {
        line.split();
        Verb verb = verb();
        if (RetrievalReader.isRetrieval(verb)) {
            retrieval.whole(line, verb);
        } else {
            otherLine(verb);
        }
        line.clear();
    }

    private void otherLine(Verb verb) {
        Command command = reader.read(verb);
        if (command == null) {
            sink.onBadLine(new BadLine(reader.partly(verb), reader.refusal()));
            return;
        }
        sink.onCommand(command);
        if (command.hasDataBlock()) {
            dataLeft = command.dataBytes();
            terminatorLeft = TERMINATOR_BYTES;
            terminated = true;
            state = dataLeft == 0 ? State.DATA_END : State.DATA_BLOCK;
        } else {
            sink.onRequestEnd(RequestEnd.COMPLETE);
            state = verb == Verb.QUIT ? State.CLOSED : State.COMMAND_LINE;
        }
    }

    private int keys(ByteBuf buffer, int at, int end) {
        int lineFeed = buffer.indexOf(at, end, (byte) '\n');
        retrieval.more(buffer, at, lineFeed < 0 ? end : lineFeed);
        if (lineFeed < 0) {
            return end;
        }
        retrieval.end();
        inLine = false;
        state = State.COMMAND_LINE;
        return lineFeed + 1;
    }

    private int dataBlock(ByteBuf buffer, int at, int end) {
        int count = (int) Math.min(dataLeft, end - at);
        sink.onPayload(buffer.nioBuffer(at, count).asReadOnlyBuffer());
        dataLeft -= count;
        if (dataLeft == 0) {
            state = State.DATA_END;
        }
        return at + count;
    }

    /** The two bytes behind a data block: memcached takes them whatever they are, and goes on at the next byte. */
    private int dataEnd(ByteBuf buffer, int at) {
        byte expected = terminatorLeft == TERMINATOR_BYTES ? (byte) '\r' : (byte) '\n';
        terminated &= buffer.getByte(at) == expected;
        if (--terminatorLeft == 0) {
            state = State.COMMAND_LINE;
            sink.onRequestEnd(terminated ? RequestEnd.COMPLETE : RequestEnd.BAD_DATA_CHUNK);
        }
        return at + 1;
    }
}
