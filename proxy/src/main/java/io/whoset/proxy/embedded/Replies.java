package io.whoset.proxy.embedded;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/** Writes reply lines into a buffer of the session. Confined to the session's event loop. */
final class Replies {
    private final ByteBuf out;

    Replies(ByteBuf out) {
        this.out = out;
    }

    /** A line. */
    void line(String text) {
        out.writeCharSequence(text, StandardCharsets.ISO_8859_1);
        out.writeByte('\r').writeByte('\n');
    }

    /** A line behind which a data block comes. */
    void block(String head, byte[] key, String tail, byte[] value) {
        out.writeCharSequence(head, StandardCharsets.US_ASCII);
        out.writeBytes(key);
        line(tail);
        out.writeBytes(value).writeByte('\r').writeByte('\n');
    }
}
