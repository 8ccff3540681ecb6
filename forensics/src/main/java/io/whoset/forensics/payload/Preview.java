package io.whoset.forensics.payload;

import io.whoset.protocol.Utf8;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The first bytes of a payload as text.
 *
 * <p><b>Units, bounds</b> keeps at most the number of bytes that it was made for; the text is at most four times as long: a byte
 * that is no printable UTF-8 is shown as {@code \xNN}, as are the characters that turn the direction of text, which could make a page
 * or a terminal show what is not there. Line ends and tabs stay. A character that the bound cuts is left out.
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
        int plain = plain(0);
        if (plain == length) {
            return new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
        }
        StringBuilder text = new StringBuilder(2 * length);
        byte[] kept = Arrays.copyOf(bytes, length);
        int at = 0;
        while (at < kept.length) {
            int run = plain(at);
            while (at < run) {
                text.append((char) kept[at++]);
            }
            if (at < kept.length) {
                int next = special(text, kept, at);
                if (next == at) {
                    break;
                }
                at = next;
            }
        }
        return text.toString();
    }

    /** Where a run of printable ASCII and white space ends. */
    private int plain(int from) {
        int at = from;
        while (at < length && bytes[at] > 0 && !isControl(bytes[at])) {
            at++;
        }
        return at;
    }

    /** One character or byte that is not plain; where the next begins, or the same place where the bound has cut it. */
    private int special(StringBuilder text, byte[] kept, int at) {
        int sequence = Utf8.validSequenceLength(kept, at);
        if (sequence == 0 && cut && Utf8.isCutSequence(kept, at)) {
            return at;
        }
        boolean escape = sequence < 2 || (sequence == 3 && turnsText(kept, at));
        int end = at + Math.max(1, sequence);
        if (!escape) {
            text.appendCodePoint(codePoint(kept, at, sequence));
        }
        for (int i = at; escape && i < end; i++) {
            hex(text, kept[i]);
        }
        return end;
    }

    /** The character of a sequence of 2 to 4 bytes that is known to be valid. */
    private static int codePoint(byte[] kept, int at, int sequence) {
        int point = kept[at] & (0x7F >> sequence);
        for (int i = at + 1; i < at + sequence; i++) {
            point = point << 6 | (kept[i] & 0x3F);
        }
        return point;
    }

    private static void hex(StringBuilder text, byte b) {
        text.append('\\').append('x').append(HEX[(b >> 4) & 0xF]).append(HEX[b & 0xF]);
    }

    /** Marks, line separators and embeddings U+200E, U+200F, U+2028 to U+202E; isolates U+2066 to U+2069. */
    private static boolean turnsText(byte[] kept, int at) {
        int last = kept[at + 2] & 0xFF;
        return kept[at] == (byte) 0xE2
                && ((kept[at + 1] == (byte) 0x80 && (last == 0x8E || last == 0x8F || (last >= 0xA8 && last <= 0xAE)))
                        || (kept[at + 1] == (byte) 0x81 && last >= 0xA6 && last <= 0xA9));
    }

    private static boolean isControl(byte b) {
        return (b >= 0 && b < 0x20 && b != '\n' && b != '\r' && b != '\t') || b == 0x7F;
    }
}
