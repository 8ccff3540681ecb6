package io.whoset.app.analyze;

import io.whoset.audit.log.WriteRow;
import io.whoset.forensics.payload.FormatSniffer;
import io.whoset.forensics.record.Content;
import io.whoset.forensics.record.Digest;
import io.whoset.forensics.record.Format;
import io.whoset.forensics.record.Interval;
import io.whoset.forensics.record.Origin;
import io.whoset.forensics.record.Payload;
import io.whoset.forensics.record.WriteRecord;
import io.whoset.protocol.Key;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Makes of a line of the writer log the record that it was written from. What was learnt of the content is in the log only as far as the preview
 * holds all of it.
 *
 * <p>Confined to one thread.
 */
final class LoggedWrites {
    private final Map<Long, Origin> origins = new HashMap<>();

    WriteRecord record(WriteRow row) {
        Origin origin = origins.get(row.conn());
        if (origin == null || !origin.peer().equals(row.peer())) {
            origin = new Origin(row.route(), row.upstream(), row.peer(), row.writer(), row.conn());
            origins.put(row.conn(), origin);
        }
        return new WriteRecord(
                origin,
                row.tsMicros(),
                row.cmd(),
                row.key() == null ? null : Key.parseLogForm(row.key()),
                row.flags(),
                row.exptime(),
                payload(row),
                row.outcome(),
                row.rttUs(),
                interval(row));
    }

    private static Interval interval(WriteRow row) {
        long start = TimeUnit.MICROSECONDS.toNanos(row.tsMicros());
        Long rtt = row.rttUs();
        return rtt == null ? Interval.open(start) : new Interval(start, start + TimeUnit.MICROSECONDS.toNanos(rtt));
    }

    private static @Nullable Payload payload(WriteRow row) {
        Long bytes = row.bytes();
        if (bytes == null) {
            return null;
        }
        String digest = row.digest();
        String format = row.format();
        return new Payload(
                bytes,
                digest == null ? null : Digest.parse(digest),
                format == null ? null : Format.valueOf(format.toUpperCase(Locale.ROOT)),
                content(row, bytes),
                row.partial(),
                row.preview());
    }

    private static Content content(WriteRow row, long bytes) {
        String preview = row.preview();
        byte[] shown = preview == null ? new byte[0] : preview.getBytes(StandardCharsets.UTF_8);
        if (shown.length != bytes || bytes == 0) {
            return new Content(row.shape(), false, 0, 0, 0, null);
        }
        FormatSniffer sniffer = new FormatSniffer();
        sniffer.offer(ByteBuffer.wrap(shown).asReadOnlyBuffer());
        return sniffer.end().content();
    }
}
