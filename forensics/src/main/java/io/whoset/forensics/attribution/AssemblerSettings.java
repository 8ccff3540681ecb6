package io.whoset.forensics.attribution;

/**
 * What a route's configuration says about keeping payloads.
 *
 * <p>Immutable.
 *
 * @param previewBytes payload bytes kept as preview, 0 (off) to 4096, default 256
 * @param asciiAuth the server demands ASCII authentication (memcached {@code -Y}): the payload of each connection's first
 *     {@code set} is a credential and is withheld until the server has answered {@code STORED}
 */
public record AssemblerSettings(int previewBytes, boolean asciiAuth) {
    /** Previews of 256 bytes, no authentication. */
    public static final AssemblerSettings DEFAULT = new AssemblerSettings(256, false);

    /** Refuses bounds that memory or sense forbid. */
    public AssemblerSettings {
        if (previewBytes < 0 || previewBytes > 4096) {
            throw new IllegalArgumentException("previewBytes: saw " + previewBytes + ", expected 0 to 4096");
        }
    }
}
