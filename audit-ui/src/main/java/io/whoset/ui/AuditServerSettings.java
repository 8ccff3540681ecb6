package io.whoset.ui;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where the page is served and who may see it.
 *
 * <p><b>Units, bounds</b> {@code port} 0 to 65535, 0 takes a free one.
 *
 * <p>Immutable. {@code toString} shows no token.
 *
 * @param host name or address to bind
 * @param port TCP port
 * @param token what a caller must know, at least 16 characters; null asks for none, which only loopback allows
 * @param localToken what a caller of this machine may know instead; null for nothing
 * @param tls gives the page's certificate, asked at each handshake on any thread; null for plain HTTP
 */
public record AuditServerSettings(
        String host,
        int port,
        @Nullable String token,
        @Nullable String localToken,
        @Nullable Supplier<PageIdentity> tls) {
    private static final int MIN_TOKEN_CHARS = 16;
    private static final int MAX_PORT = 65535;

    /** Plain HTTP, without a token for callers of this machine. */
    public AuditServerSettings(String host, int port, @Nullable String token) {
        this(host, port, token, null, null);
    }

    /** The same with a token for callers of this machine. */
    public AuditServerSettings withLocalToken(String other) {
        return new AuditServerSettings(host, port, token, other, tls);
    }

    /**
     * Refuses what cannot be bound or would be guessed.
     *
     * @throws IllegalArgumentException with a sentence for the person who configures
     */
    public AuditServerSettings {
        if (port < 0 || port > MAX_PORT) {
            throw new IllegalArgumentException("ui port: saw " + port + ", expected 0 to " + MAX_PORT);
        }
        if (token != null && token.strip().length() < MIN_TOKEN_CHARS) {
            throw new IllegalArgumentException(
                    "ui token: saw fewer than " + MIN_TOKEN_CHARS + " characters, expected one that nobody guesses");
        }
    }

    @Override
    public String toString() {
        return "AuditServerSettings[" + host + ":" + port + (token == null ? "" : ", with token")
                + (tls == null ? "]" : ", TLS]");
    }
}
