package io.whoset.protocol.binary;

import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;

/**
 * What a server answers in the binary protocol, understood as it streams by: headers, the number of an incr, and bodies that are passed over.
 *
 * <p><b>Units, bounds</b> keeps one header and 8 bytes, nothing of a value.
 *
 * <p>Confined to the connection's event loop.
 *
 * <p><b>Errors</b> none are thrown for any bytes.
 */
public final class BinaryReplyParser {
    private static final int HEADER_BYTES = 24;
    private static final int NUMBER_BYTES = 8;
    private static final int MAGIC = 0x81;

    private final BinaryReplySink sink;
    private final byte[] bytes = new byte[HEADER_BYTES + NUMBER_BYTES];
    private final ByteBuffer frame = ByteBuffer.wrap(bytes);
    private int have;
    private int need = HEADER_BYTES;
    private long skip;
    private long passed;
    private long replyAt;
    private boolean ignoring;

    /** Watches one connection. */
    public BinaryReplyParser(BinaryReplySink sink) {
        this.sink = sink;
    }

    /** Bytes that came; the reader index is untouched and nothing is kept of the buffer. */
    public void feed(ByteBuf buffer) {
        int at = buffer.readerIndex();
        int end = buffer.writerIndex();
        while (at < end && !ignoring) {
            int next = skip > 0 ? body(at, end) : gather(buffer, at, end);
            passed += next - at;
            at = next;
        }
    }

    /** Where in the stream the reply in hand, or else the last one, begins. */
    public long offset() {
        return replyAt;
    }

    private int body(int at, int end) {
        int count = (int) Math.min(skip, end - at);
        skip -= count;
        return at + count;
    }

    private int gather(ByteBuf buffer, int at, int end) {
        if (have == 0) {
            replyAt = passed;
            if (buffer.getUnsignedByte(at) != MAGIC) {
                giveUp("a reply without the magic 0x81");
                return end;
            }
        }
        int count = Math.min(need - have, end - at);
        buffer.getBytes(at, bytes, have, count);
        have += count;
        if (have == need) {
            frameIsWhole();
        }
        return at + count;
    }

    private void giveUp(String reason) {
        ignoring = true;
        sink.onNoReply(reason, replyAt);
    }

    private void frameIsWhole() {
        if (keyBytes() + extrasBytes() > bodyBytes()) {
            giveUp("a reply shorter than its extras and key");
        } else if (need == HEADER_BYTES && hasNumber()) {
            need = HEADER_BYTES + NUMBER_BYTES;
        } else {
            reply();
        }
    }

    private void reply() {
        boolean hasNumber = hasNumber();
        BinaryReply reply = new BinaryReply(
                frame.get(1) & 0xFF,
                status(),
                frame.getInt(12),
                keyBytes(),
                hasNumber ? (Long) frame.getLong(HEADER_BYTES) : null);
        skip = bodyBytes() - (hasNumber ? NUMBER_BYTES : 0);
        have = 0;
        need = HEADER_BYTES;
        sink.onReply(reply);
    }

    private boolean hasNumber() {
        Opcode opcode = Opcode.of(frame.get(1) & 0xFF);
        boolean isArithmetic = opcode != null && opcode.isArithmetic();
        return isArithmetic && status() == 0 && bodyBytes() == NUMBER_BYTES && keyBytes() + extrasBytes() == 0;
    }

    private int keyBytes() {
        return frame.getShort(2) & 0xFFFF;
    }

    private int extrasBytes() {
        return frame.get(4) & 0xFF;
    }

    private int status() {
        return frame.getShort(6) & 0xFFFF;
    }

    private long bodyBytes() {
        return frame.getInt(8) & 0xFFFF_FFFFL;
    }
}
