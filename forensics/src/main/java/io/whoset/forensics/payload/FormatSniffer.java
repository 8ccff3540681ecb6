package io.whoset.forensics.payload;

import io.whoset.forensics.record.Content;
import io.whoset.forensics.record.Format;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What a payload looks like, learnt as it streams by.
 *
 * <p>A payload that begins as a JSON object or array is {@code json} also where it is broken: that is what {@link Content#broken()} says. A lone
 * JSON string, number with a fraction or literal is text. MessagePack is a whole map or array with text in it; a scalar of it, and igbinary
 * whose lengths do not fit, are binary. Protobuf has no mark of its own, see {@link ProtobufScan}. What gzip, zlib or Zstandard made smaller is {@code gzip}, {@code zlib} or {@code zstd}, and
 * its content is that of what is inside, see {@link Opened}.
 *
 * <p><b>Units, bounds</b> keeps the first 256 bytes, and what {@link JsonScan} keeps; structure is scanned for 1 MiB, beyond that nothing is
 * concluded from it.
 *
 * <p>Confined to the connection's event loop.
 */
public final class FormatSniffer {
    private final Head head = new Head();
    private final TextScan text = new TextScan();
    private final JsonScan json = new JsonScan();
    private final DangerScan danger = new DangerScan();
    private final Scans scans = new Scans();
    private final ProtobufScan protobuf = new ProtobufScan();
    private final @Nullable Opened opened;
    private Structure structure = Structure.UNDECIDED;
    private boolean open;

    /** A sniffer that looks into what is compressed. */
    public FormatSniffer() {
        this(new Opened());
    }

    private FormatSniffer(@Nullable Opened opened) {
        this.opened = opened;
    }

    /** One that takes what it is given as it is. */
    static FormatSniffer nested() {
        return new FormatSniffer(null);
    }

    private enum Structure {
        UNDECIDED,
        JSON,
        SERIALIZED,
        NONE
    }

    /** Format and content of one payload. Immutable. */
    public record Sniffed(Format format, Content content) {}

    /** A piece of the payload; its position is untouched. */
    public void offer(ByteBuffer piece) {
        if (!piece.hasRemaining()) {
            return;
        }
        if (isCertain()) {
            json.offer(piece);
            return;
        }
        boolean isFirst = head.bytes() == 0;
        int before = (int) Math.min(head.bytes(), Magic.LEAST);
        head.offer(piece);
        if (opened != null) {
            look(opened, piece, before);
        }
        if (structure == Structure.UNDECIDED) {
            decide(piece, isFirst);
        }
        if (structure == Structure.JSON) {
            json.offer(piece);
        } else if (structure == Structure.SERIALIZED) {
            scans.offer(piece);
        }
        if (!isCertain()) {
            text.offer(piece);
            danger.offer(piece);
            // beside the others: a message's first byte may be white space before JSON
            protobuf.offer(piece);
        }
    }

    /** Whether it is JSON, whatever comes: nobody else is asked then, which is a tenth of what a long document costs. */
    private boolean isCertain() {
        return structure == Structure.JSON && json.isProven();
    }

    /** What is compressed is known by its first bytes, of which some may have passed. */
    private void look(Opened inside, ByteBuffer piece, int before) {
        if (open) {
            inside.offer(piece);
        } else if (before < Magic.LEAST && head.bytes() >= Magic.LEAST) {
            Format format = Magic.compressed(head);
            open = Opened.canOpen(format);
            if (open && format != null) {
                int prefix = Magic.prefix(head);
                inside.begin(format);
                inside.offer(head.slice(Math.min(prefix, before), before));
                ByteBuffer rest = piece.duplicate();
                inside.offer(rest.position(rest.position() + Math.max(0, prefix - before)));
            }
        }
    }

    /** Which structure it may have is known with its first byte that is no white space. */
    private void decide(ByteBuffer piece, boolean isFirst) {
        if (isFirst && scans.begin(piece.get(piece.position()))) {
            structure = Structure.SERIALIZED;
            return;
        }
        for (int at = piece.position(); at < piece.limit(); at++) {
            byte b = piece.get(at);
            if (!Head.isSpace(b)) {
                json.reset();
                structure = b == '{' || b == '[' ? Structure.JSON : Structure.NONE;
                if (b == '<' && scans.begin(b)) {
                    structure = Structure.SERIALIZED;
                }
                return;
            }
        }
    }

    /** What the payload that ends here was; the next one begins with {@link #reset}. */
    public Sniffed end() {
        Sniffed sniffed = sniffed();
        scans.reset();
        return sniffed;
    }

    private Sniffed sniffed() {
        if (isJson()) {
            return new Sniffed(Format.JSON, json.end());
        }
        Format format = head.bytes() == 0 ? Format.EMPTY : text.isText() ? textual() : binary();
        if (open && opened != null) {
            return new Sniffed(format, opened.end());
        }
        String mark = format == Format.TEXT || format == Format.HTML ? ErrorText.in(head, format) : null;
        return new Sniffed(format, scans.end(format).errorMark(mark).danger(danger.end()));
    }

    private boolean isJson() {
        return structure == Structure.JSON
                && (json.isSound() || json.isProven() || (json.isCut() && text.isTextOrCut()));
    }

    private Format textual() {
        if (text.isInteger()) {
            return Format.INTEGER;
        }
        Format serialized = scans.proven() == Format.PICKLE ? Format.PICKLE : Magic.ofText(head);
        Format markup = serialized == null ? Markup.of(head) : serialized;
        return markup == null ? Format.TEXT : markup;
    }

    private Format binary() {
        Format magic = Magic.ofBinary(head);
        @Nullable Format known = magic == null ? Magic.ofText(head) : magic;
        if (known != null) {
            return known;
        }
        Format proven = scans.proven();
        if (proven == Format.MSGPACK || proven == Format.PICKLE) {
            return proven;
        }
        return protobuf.isProven() ? Format.PROTOBUF : Format.BINARY;
    }

    /** Begins with the next payload. */
    public void reset() {
        head.reset();
        text.reset();
        danger.reset();
        scans.reset();
        protobuf.reset();
        structure = Structure.UNDECIDED;
        open = false;
        if (opened != null) {
            opened.reset();
        }
    }
}
