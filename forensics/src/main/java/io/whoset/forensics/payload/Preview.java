package io.whoset.forensics.payload;

import io.whoset.protocol.Utf8;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The first bytes of a payload as text.
 *
 * <p><b>Units, bounds</b> keeps at most the number of bytes that it was made for; the text is at most four times as long: a byte
 * that is no printable UTF-8 is shown as {@code \xNN}. A character that the bound cuts is left out.
 *
 * <p>Confined to the connection's event loop.
 */
public final class Preview {
    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private final byte[] bytes;
    private int length;
    private boolean cut;

    /** Keeps this many bytes, 0 for none. */
    public Preview(int maxBytes) {
        bytes = new byte[maxBytes];
    }

    /** A piece of the payload; its position is untouched. */
    public void offer(ByteBuffer piece) {
        int fits = Math.min(piece.remaining(), bytes.length - length);
        piece.get(piece.position(), bytes, length, fits);
        length += fits;
        cut |= fits < piece.remaining();
    }

    /** The text of the payload that ends here, null where none is kept; the next one begins. */
    public @Nullable String end() {
        String text = bytes.length == 0 ? null : render();
        reset();
        return text;
    }

    /** Forgets a payload that did not end. */
    public void reset() {
        length = 0;
        cut = false;
    }

    private String render() {
        StringBuilder text = new StringBuilder(length + 16);
        byte[] kept = java.util.Arrays.copyOf(bytes, length);
        int at = 0;
        while (at < kept.length) {
            int sequence = Utf8.validSequenceLength(kept, at);
            if (sequence == 0 && cut && Utf8.isCutSequence(kept, at)) {
                return text.toString();
            }
            if (sequence == 0 || isControl(kept[at])) {
                text.append("\\x").append(HEX[(kept[at] >> 4) & 0xF]).append(HEX[kept[at] & 0xF]);
                at++;
            } else {
                text.append(new String(kept, at, sequence, StandardCharsets.UTF_8));
                at += sequence;
            }
        }
        return text.toString();
    }

    private static boolean isControl(byte b) {
        return (b >= 0 && b < 0x20 && b != '\n' && b != '\r' && b != '\t') || b == 0x7F;
    }
}
