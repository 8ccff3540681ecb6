package io.whoset.forensics.payload;

import io.whoset.forensics.record.Content;
import io.whoset.forensics.record.Format;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What a payload looks like, learnt as it streams by.
 *
 * <p>A payload that begins as a JSON object or array is {@code json} also where it is broken: that is what {@link Content#broken()} says. A lone
 * JSON string, number or literal is text or integer. MessagePack is told only by a map that begins with a short name; protobuf, which any
 * bytes may look like, is told as binary.
 *
 * <p><b>Units, bounds</b> keeps the first 64 bytes, and what {@link JsonScan} keeps.
 *
 * <p>Confined to the connection's event loop.
 */
public final class FormatSniffer {
    private static final int HEAD_BYTES = 64;

    private final byte[] head = new byte[HEAD_BYTES];
    private final TextScan text = new TextScan();
    private final JsonScan json = new JsonScan();
    private int headLength;
    private long length;
    private byte last;
    private boolean scanning;
    private boolean decided;

    /** A piece of the payload; its position is untouched. */
    public void offer(ByteBuffer piece) {
        int count = piece.remaining();
        if (count == 0) {
            return;
        }
        int fits = Math.min(count, HEAD_BYTES - headLength);
        piece.get(piece.position(), head, headLength, fits);
        headLength += fits;
        length += count;
        last = piece.get(piece.limit() - 1);
        text.offer(piece);
        if (!decided) {
            decide(piece);
        } else if (scanning) {
            json.offer(piece);
        }
    }

    /** Whether it begins as JSON is known with its first byte that is no white space. */
    private void decide(ByteBuffer piece) {
        for (int at = piece.position(); at < piece.limit(); at++) {
            byte b = piece.get(at);
            if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
                decided = true;
                scanning = b == '{' || b == '[';
                if (scanning) {
                    json.reset();
                    json.offer(piece);
                }
                return;
            }
        }
    }

    /** What the payload that ends here was; the next one begins with {@link #reset}. */
    public Sniffed end() {
        Content content = scanning ? json.end() : Content.OPAQUE;
        Format binary = Magic.of(head, headLength, last);
        Format format = length == 0 ? Format.EMPTY : binary != null ? binary : textual(content);
        return new Sniffed(format, format == Format.JSON ? content : new Content(null, false, 0, 0, 0, trace(format)));
    }

    /** Format and content of one payload. Immutable. */
    public record Sniffed(Format format, Content content) {}

    private Format textual(Content content) {
        if (!text.isText()) {
            return Format.BINARY;
        }
        if (text.isInteger()) {
            return Format.INTEGER;
        }
        if (scanning && (!content.broken() || beginsAsJson())) {
            return Format.JSON;
        }
        Format markup = Markup.of(head, headLength);
        return markup != null ? markup : Format.TEXT;
    }

    /** Broken, but meant as JSON: it begins as an object with a name, or as an array of values. */
    private boolean beginsAsJson() {
        byte first = 0;
        for (int at = 0; at < headLength; at++) {
            byte b = head[at];
            if (b == ' ' || b == '\n' || b == '\r' || b == '\t') {
                continue;
            }
            if (first != 0) {
                return first == '{' ? b == '"' || b == '}' : b == '{' || b == '"' || b == '[' || (b >= '0' && b <= '9');
            }
            first = b;
        }
        return false;
    }

    private @Nullable String trace(Format format) {
        return format == Format.TEXT ? Markup.stackTrace(head, headLength) : null;
    }

    /** Begins with the next payload. */
    public void reset() {
        headLength = 0;
        length = 0;
        scanning = false;
        decided = false;
        text.reset();
    }
}
