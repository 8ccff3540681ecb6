package io.whoset.forensics.record;

import org.jspecify.annotations.Nullable;

/**
 * The data block of a write, as far as whoset keeps it.
 *
 * <p><b>Units, bounds</b> {@code bytes} without the closing CR LF, 0 and up; {@code preview} at most the configured number of
 * payload bytes (default 256), as text, control bytes as {@code \xNN}.
 *
 * <p>Immutable. {@code toString} shows no payload.
 *
 * @param bytes its length
 * @param digest over all of it; null only where it is withheld because it holds a credential
 * @param format what it looks like; null where it is withheld
 * @param content what was learnt of it
 * @param partial it is only a piece of the item: append, prepend
 * @param preview its first bytes as text; null where previews are off or it is withheld
 */
public record Payload(
        long bytes,
        @Nullable Digest digest,
        @Nullable Format format,
        Content content,
        boolean partial,
        @Nullable String preview) {
    @Override
    public String toString() {
        return "Payload[bytes=" + bytes + ", digest=" + digest + ", format=" + format + "]";
    }
}
