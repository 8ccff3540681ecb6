package io.whoset.forensics.payload;

import io.whoset.forensics.record.Content;
import io.whoset.forensics.record.Format;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The scan of one sniffer's payload, one of the process's: they weigh more than a connection may, and few payloads are on their way at once.
 *
 * <p><b>Units, bounds</b> 8 to 90 KB a scan; 1024 at work, beyond which only MessagePack is read, whose format is told by it; 64 of a format
 * wait for their next payload.
 *
 * <p>Confined to the connection's event loop; the scans that wait are safe for many threads.
 */
final class Scans {
    private static final int MOST = 1024;
    private static final int MOST_IDLE = 64;
    private static final AtomicInteger OUT = new AtomicInteger();
    private static final Map<Format, BlockingQueue<Scan>> IDLE = Map.of(
            Format.PHP, new ArrayBlockingQueue<>(MOST_IDLE),
            Format.IGBINARY, new ArrayBlockingQueue<>(MOST_IDLE),
            Format.MSGPACK, new ArrayBlockingQueue<>(MOST_IDLE),
            Format.PICKLE, new ArrayBlockingQueue<>(MOST_IDLE),
            Format.JAVA, new ArrayBlockingQueue<>(MOST_IDLE),
            Format.XML, new ArrayBlockingQueue<>(MOST_IDLE));

    private @Nullable Scan scan;
    private @Nullable Format format;

    /** Which serialized format a payload that begins with this byte may have, null where none. */
    private static @Nullable Format candidate(byte first) {
        return switch (first) {
            case 'a', 'O', 's', 'i', 'b', 'd', 'C', 'E' -> Format.PHP;
            case '<' -> Format.XML;
            case 0 -> Format.IGBINARY;
            case (byte) 0xAC -> Format.JAVA;
            default -> MsgpackScan.canBegin(first) ? Format.MSGPACK : PickleScan.canBegin(first) ? Format.PICKLE : null;
        };
    }

    private static Scan make(Format format) {
        return switch (format) {
            case PHP -> new PhpScan();
            case IGBINARY -> new IgbinaryScan();
            case JAVA -> new JavaScan();
            case XML -> new MarkupScan();
            case PICKLE -> new PickleScan();
            default -> new MsgpackScan();
        };
    }

    /** A payload begins; whether its structure may be known to one of these. */
    boolean begin(byte first) {
        reset();
        Format may = candidate(first);
        if (may != null && (OUT.get() < MOST || may == Format.MSGPACK)) {
            OUT.incrementAndGet();
            BlockingQueue<Scan> idle = IDLE.get(may);
            Scan waiting = idle == null ? null : idle.poll();
            format = may;
            scan = waiting == null ? make(may) : waiting;
            scan.reset();
        }
        return scan != null;
    }

    /** None is at work: the scan is another connection's. */
    void reset() {
        BlockingQueue<Scan> idle = format == null ? null : IDLE.get(format);
        if (scan != null && idle != null) {
            OUT.decrementAndGet();
            // one that finds no place is of no more use
            idle.offer(scan);
        }
        scan = null;
        format = null;
    }

    /** A piece; its position is untouched. */
    void offer(ByteBuffer piece) {
        if (scan != null) {
            scan.offer(piece);
        }
    }

    /** The format of which the payload that ends here must be, null where that is not certain. */
    @Nullable
    Format proven() {
        return scan != null && scan.isProven() ? format : null;
    }

    /** What was learnt of a payload of this format. A web page is never broken: none is ever whole. */
    Content end(Format of) {
        boolean same = format == of || (format == Format.XML && of == Format.HTML);
        if (scan == null || !same) {
            return Content.OPAQUE;
        }
        Content content = scan.end();
        return of == Format.HTML && content.broken() ? Content.OPAQUE : content;
    }
}
