package io.whoset.ui.http;

import java.util.Map;

/**
 * What every reply tells the browser not to do.
 *
 * <p>Immutable.
 *
 * <p><b>Source</b> Content Security Policy Level 3; the one inline script, an import map that browsers do not load from a file, is
 * allowed by its hash.
 */
public final class ReplyHeaders {
    private ReplyHeaders() {}

    /** The headers, by name; {@code importMapHash} is {@code sha256-} and the base64 digest. */
    public static Map<String, String> forPage(String importMapHash) {
        return Map.of(
                "content-security-policy",
                "default-src 'none'; script-src 'self' '" + importMapHash + "'; style-src 'self'; img-src 'self' data:;"
                        + " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
                "x-content-type-options",
                "nosniff",
                "x-frame-options",
                "DENY",
                "referrer-policy",
                "no-referrer",
                "cross-origin-opener-policy",
                "same-origin",
                "cross-origin-resource-policy",
                "same-origin");
    }
}
