package io.whoset.forensics.payload;

import io.whoset.forensics.record.Format;
import org.jspecify.annotations.Nullable;

/**
 * Formats that are told by their first bytes.
 *
 * <p>Immutable. <b>Source</b> RFC 1952, 1950 and 8878; the LZ4 frame and Snappy framing formats; Java Object Serialization, 6.4.2; PNG,
 * JPEG, GIF and RIFF; Python's pickletools.
 */
final class Magic {
    /** So many bytes tell whether a payload is compressed. */
    static final int LEAST = 8;

    private static final int LENGTH_PREFIX = 4;

    private Magic() {}

    /** The format of a payload that is not readable text; null where none is certain. */
    static @Nullable Format ofBinary(Head head) {
        if (head.starts(0xAC, 0xED, 0x00, 0x05)) {
            return Format.JAVA;
        }
        Format compressed = compressed(head);
        if (compressed != null) {
            return compressed;
        }
        if (isImage(head)) {
            return Format.IMAGE;
        }
        boolean pickle = head.at(0) == 0x80 && head.at(1) >= 2 && head.at(1) <= 5 && head.last() == '.';
        if (pickle && head.bytes() > 3) {
            return Format.PICKLE;
        }
        return Igbinary.isIt(head) ? Format.IGBINARY : null;
    }

    /** What a payload of 8 bytes at least is compressed with; null where it is not. */
    static @Nullable Format compressed(Head head) {
        if (head.starts(0x1F, 0x8B, 0x08)) {
            return Format.GZIP;
        }
        if (isZstd(head, 0) || isZstd(head, LENGTH_PREFIX)) {
            return Format.ZSTD;
        }
        if (head.starts(0x04, 0x22, 0x4D, 0x18)) {
            return Format.LZ4;
        }
        if (head.starts(0xFF, 0x06, 0x00, 0x00, 's', 'N', 'a', 'P')) {
            return Format.SNAPPY;
        }
        return isZlib(head, 0) || isZlib(head, LENGTH_PREFIX) ? Format.ZLIB : null;
    }

    /** Bytes before the compressed data itself: PHP's memcached writes the length of what is inside, its low byte first. */
    static int prefix(Head head) {
        boolean behind = (isZlib(head, LENGTH_PREFIX) && !isZlib(head, 0)) || isZstd(head, LENGTH_PREFIX);
        return behind ? LENGTH_PREFIX : 0;
    }

    private static boolean isZstd(Head head, int at) {
        return head.at(at) == 0x28
                && head.at(at + 1) == 0xB5
                && head.at(at + 2) == 0x2F
                && head.at(at + 3) == 0xFD
                && (at == 0 || head.at(at - 1) == 0);
    }

    /** A 32 KiB window without a preset dictionary, a check that fits, and a first block of a type that exists (RFC 1950, 2.2; RFC 1951, 3.2.3). */
    private static boolean isZlib(Head head, int at) {
        int flags = head.at(at + 1);
        return head.at(at) == 0x78
                && head.bytes() >= LEAST
                && (0x7800 | flags) % 31 == 0
                && (flags & 0x20) == 0
                && (head.at(at + 2) & 0x06) != 0x06
                && (at == 0 || (head.at(at - 1) == 0 && !head.starts(0, 0, 0)));
    }

    private static boolean isImage(Head head) {
        return head.starts(0x89, 'P', 'N', 'G', 0x0D, 0x0A)
                || head.starts(0xFF, 0xD8, 0xFF)
                || head.starts("GIF87a")
                || head.starts("GIF89a")
                || (head.starts("RIFF")
                        && head.at(8) == 'W'
                        && head.at(9) == 'E'
                        && head.at(10) == 'B'
                        && head.at(11) == 'P');
    }

    /** The serialized formats that are most often readable text; null where it is none of them. */
    static @Nullable Format ofText(Head head) {
        if (Php.isIt(head)) {
            return Format.PHP;
        }
        boolean pickle = head.starts("(dp") || head.starts("(lp") || head.starts("ccopy_reg\n_reconstructor\n");
        return pickle && head.last() == '.' ? Format.PICKLE : null;
    }
}
