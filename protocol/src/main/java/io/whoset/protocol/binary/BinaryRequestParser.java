package io.whoset.protocol.binary;

import io.netty.buffer.ByteBuf;
import io.whoset.protocol.Desync;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a client sends in the binary protocol, understood as it streams by.
 *
 * <pre>
 *            ┌───────────────── no value ─────────────────┐
 *            ▼                                            │
 *   HEADER ──┬── 24 bytes ──► EXTRAS_AND_KEY ──┬── storage ──► VALUE ──► HEADER
 *            │                                 └── credential ──► SKIP ──► HEADER
 *            ├── unknown opcode ──► SKIP ──► HEADER
 *            └── quit, or what memcached hangs up on ──► CLOSED
 * </pre>
 *
 * <p><b>Units, bounds</b> keeps one header with its extras (20 bytes) and key (250 bytes), and nothing of a value.
 *
 * <p>Confined to the connection's event loop.
 *
 * <p><b>Errors</b> none are thrown for any bytes; a form that memcached hangs up on becomes {@link BinaryRequestSink#onDesync}.
 *
 * <p><b>Source</b> proto_bin.c of memcached 1.6.18 (try_read_command_binary, dispatch_bin_command).
 */
public final class BinaryRequestParser {
    /** KEY_MAX_LENGTH of memcached.h. */
    private static final int MAX_KEY_BYTES = 250;

    private enum State {
        HEADER,
        EXTRAS_AND_KEY,
        VALUE,
        SKIP,
        CLOSED
    }

    private final BinaryRequestSink sink;
    private final byte[] bytes = new byte[RequestHeader.BYTES + Layout.NUMBER_EXTRAS + MAX_KEY_BYTES];
    private final ByteBuffer frame = ByteBuffer.wrap(bytes);
    private State state = State.HEADER;
    private @Nullable RequestHeader header;
    private @Nullable Opcode opcode;
    private int have;
    private int need = RequestHeader.BYTES;
    private long left;
    private long passed;
    private long requestAt;

    /** Watches one connection from its first byte. */
    public BinaryRequestParser(BinaryRequestSink sink) {
        this.sink = sink;
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

    /** Where in the stream the request in hand, or else the last one, begins. */
    public long offset() {
        return requestAt;
    }

    private int step(ByteBuf buffer, int at, int end) {
        return switch (state) {
            case HEADER, EXTRAS_AND_KEY -> gather(buffer, at, end);
            case VALUE -> value(buffer, at, end);
            case SKIP -> skip(at, end);
            case CLOSED -> end;
        };
    }

    private int gather(ByteBuf buffer, int at, int end) {
        if (have == 0) {
            requestAt = passed;
        }
        int count = Math.min(need - have, end - at);
        buffer.getBytes(at, bytes, have, count);
        have += count;
        if (have == need) {
            frameIsWhole();
        }
        return at + count;
    }

    private void frameIsWhole() {
        if (state == State.HEADER) {
            headerIsWhole(RequestHeader.of(frame));
        } else {
            keyIsWhole(Objects.requireNonNull(header), Objects.requireNonNull(opcode));
        }
    }

    private void headerIsWhole(RequestHeader next) {
        header = next;
        opcode = Opcode.of(next.opcode());
        if (next.magic() != RequestHeader.MAGIC) {
            hangUp("a request without the magic 0x80");
        } else if (next.isCutShort()) {
            refuse(next, "a request shorter than its extras and key");
        } else if (next.keyBytes() > MAX_KEY_BYTES) {
            refuse(next, "a key of " + next.keyBytes() + " bytes (limit " + MAX_KEY_BYTES + ")");
        } else if (opcode == null) {
            unknown(next);
        } else if (!opcode.layout().fits(next.extrasBytes(), next.keyBytes(), next.bodyBytes())) {
            refuse(next, "a " + opcode + " of the wrong form");
        } else {
            moreOfTheFrame(next.extrasBytes() + next.keyBytes());
        }
    }

    private void moreOfTheFrame(int count) {
        need = RequestHeader.BYTES + count;
        state = State.EXTRAS_AND_KEY;
        if (count == 0) {
            frameIsWhole();
        }
    }

    private void keyIsWhole(RequestHeader whole, Opcode known) {
        boolean stores = known.layout().hasValue() && known.layout() != Layout.CREDENTIAL;
        long valueBytes = known.layout().hasValue() ? whole.valueBytes() : 0;
        sink.onRequest(new BinaryRequest(
                whole.opcode(),
                whole.opaque(),
                known.isQuiet(),
                known.isQuiet(),
                CommandBuilder.of(known, whole, frame, stores ? valueBytes : -1)));
        left = Math.max(valueBytes, 0);
        if (left == 0 || !stores) {
            sink.onRequestEnd();
            nextRequest(left == 0 ? State.HEADER : State.SKIP);
        } else {
            nextRequest(State.VALUE);
        }
        if (known == Opcode.QUIT || known == Opcode.QUITQ) {
            state = State.CLOSED;
        }
    }

    private void nextRequest(State next) {
        have = 0;
        need = RequestHeader.BYTES;
        state = next;
    }

    /** memcached takes extras and key of an unknown opcode, and then once more as much as the header counts for all. */
    private void unknown(RequestHeader whole) {
        answered(whole, false);
        long body = whole.bodyBytes() > Integer.MAX_VALUE ? 0 : whole.bodyBytes();
        left = whole.extrasBytes() + whole.keyBytes() + body;
        nextRequest(left == 0 ? State.HEADER : State.SKIP);
    }

    private void refuse(RequestHeader whole, String what) {
        answered(whole, opcode != null && opcode.isQuiet());
        hangUp(what);
    }

    private void answered(RequestHeader whole, boolean isQuietOpcode) {
        sink.onRequest(
                new BinaryRequest(whole.opcode(), whole.opaque(), isQuietOpcode, false, CommandBuilder.refused()));
        sink.onRequestEnd();
    }

    private void hangUp(String what) {
        state = State.CLOSED;
        sink.onDesync(new Desync(
                Desync.Direction.CLIENT_TO_UPSTREAM, what + ", which memcached hangs up on", requestAt, 0, true));
    }

    private int value(ByteBuf buffer, int at, int end) {
        int count = (int) Math.min(left, end - at);
        sink.onPayload(buffer.nioBuffer(at, count).asReadOnlyBuffer());
        return took(at, count, true);
    }

    private int skip(int at, int end) {
        return took(at, (int) Math.min(left, end - at), false);
    }

    private int took(int at, int count, boolean endsRequest) {
        left -= count;
        if (left == 0) {
            state = State.HEADER;
            if (endsRequest) {
                sink.onRequestEnd();
            }
        }
        return at + count;
    }
}
