package io.whoset.forensics.payload;

import io.whoset.forensics.record.Format;
import org.jspecify.annotations.Nullable;

/**
 * Formats that are told by their first bytes.
 *
 * <p>Immutable. <b>Source</b> RFC 1952, 1950 and 8878; the LZ4 frame and Snappy framing formats; Java Object Serialization, 6.4.2; PNG,
 * JPEG, GIF and RIFF; Python's pickletools; PHP's serialize; igbinary.
 */
final class Magic {
    private Magic() {}

    /** The format of a payload with these first bytes and that last one; null where none is certain. */
    static @Nullable Format of(byte[] head, int length, byte last) {
        if (starts(head, length, 0xAC, 0xED, 0x00, 0x05)) {
            return Format.JAVA;
        }
        if (starts(head, length, 0x1F, 0x8B, 0x08)) {
            return Format.GZIP;
        }
        if (starts(head, length, 0x28, 0xB5, 0x2F, 0xFD)) {
            return Format.ZSTD;
        }
        if (starts(head, length, 0x04, 0x22, 0x4D, 0x18)) {
            return Format.LZ4;
        }
        if (starts(head, length, 0xFF, 0x06, 0x00, 0x00, 0x73, 0x4E, 0x61, 0x50, 0x70, 0x59)) {
            return Format.SNAPPY;
        }
        if (isImage(head, length)) {
            return Format.IMAGE;
        }
        return serialized(head, length, last);
    }

    private static @Nullable Format serialized(byte[] head, int length, byte last) {
        if (length >= 6 && starts(head, length, 0x00, 0x00, 0x00) && (head[3] == 1 || head[3] == 2)) {
            return Format.IGBINARY;
        }
        if (length >= 3 && (head[0] & 0xFF) == 0x80 && head[1] >= 2 && head[1] <= 5 && last == '.') {
            return Format.PICKLE;
        }
        if (length >= 3 && (head[0] & 0xF0) == 0x80 && (head[0] & 0x0F) > 0 && (head[1] & 0xE0) == 0xA0) {
            return Format.MSGPACK;
        }
        int zlib = length >= 6 ? ((head[0] & 0xFF) << 8) | (head[1] & 0xFF) : 1;
        if ((head[0] & 0xFF) == 0x78 && zlib % 31 == 0 && (head[1] & 0x20) == 0) {
            return Format.ZLIB;
        }
        return isPhp(head, length) ? Format.PHP : null;
    }

    private static boolean isImage(byte[] head, int length) {
        return starts(head, length, 0x89, 'P', 'N', 'G', 0x0D, 0x0A)
                || starts(head, length, 0xFF, 0xD8, 0xFF)
                || starts(head, length, 'G', 'I', 'F', '8')
                || (starts(head, length, 'R', 'I', 'F', 'F')
                        && length > 11
                        && head[8] == 'W'
                        && head[9] == 'E'
                        && head[10] == 'B');
    }

    /** An array, object, string, number, boolean or null of PHP: {@code s:5:"}, {@code i:42;}, {@code N;}. */
    private static boolean isPhp(byte[] head, int length) {
        if (length == 2 && head[0] == 'N' && head[1] == ';') {
            return true;
        }
        if (length < 4 || head[1] != ':' || "aOsidbC".indexOf(head[0]) < 0) {
            return false;
        }
        int at = 2;
        while (at < length && (head[at] == '-' || head[at] == '.' || (head[at] >= '0' && head[at] <= '9'))) {
            at++;
        }
        if (at == 2 || at + 1 > length - 1) {
            return at > 2 && at < length && head[at] == ';';
        }
        boolean counted = head[0] == 'a' || head[0] == 'O' || head[0] == 's' || head[0] == 'C';
        byte opener = head[0] == 'a' ? (byte) '{' : (byte) '"';
        return counted ? head[at] == ':' && head[at + 1] == opener : head[at] == ';';
    }

    private static boolean starts(byte[] head, int length, int... magic) {
        if (length < magic.length) {
            return false;
        }
        for (int i = 0; i < magic.length; i++) {
            if ((head[i] & 0xFF) != magic[i]) {
                return false;
            }
        }
        return true;
    }
}
