package io.whoset.audit.store;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Numbers beside the texts of a row, by which a search passes over what cannot match: numbers of ten million rows are looked through in a tenth of
 * the time that their texts take.
 *
 * <p>Immutable.
 */
final class KeyCode {
    private static final int BEGIN_BYTES = 8;

    private KeyCode() {}

    /** A hash of the whole text; the same for ever, as the files hold it. <b>Source</b> Java's String.hashCode. */
    static @Nullable Integer hash(@Nullable String text) {
        return text == null ? null : (Integer) text.hashCode();
    }

    /** The first eight bytes as a number, in the order of the texts; what is missing counts as zeros. */
    static @Nullable Long begin(@Nullable String text) {
        return text == null ? null : (Long) padded(text, 0, 0x00);
    }

    /** The highest {@link #begin} of a text that begins so. */
    static @Nullable Long highestBegin(@Nullable String prefix) {
        return prefix == null ? null : (Long) padded(prefix, 0, 0xFF);
    }

    /** The eight bytes after those, in the same way. */
    static @Nullable Long next(@Nullable String text) {
        return text == null ? null : (Long) padded(text, BEGIN_BYTES, 0x00);
    }

    /** The highest {@link #next} of a text that begins so. */
    static @Nullable Long highestNext(@Nullable String prefix) {
        return prefix == null ? null : (Long) padded(prefix, BEGIN_BYTES, 0xFF);
    }

    /** The sign is turned, so that the numbers are ordered as the bytes are. */
    private static long padded(String text, int from, int pad) {
        byte[] bytes =
                text.substring(0, Math.min(from + BEGIN_BYTES, text.length())).getBytes(StandardCharsets.UTF_8);
        long number = 0;
        for (int i = from; i < from + BEGIN_BYTES; i++) {
            number = number << 8 | (i < bytes.length ? bytes[i] & 0xFF : pad);
        }
        return number ^ Long.MIN_VALUE;
    }
}
