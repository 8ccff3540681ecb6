package io.whoset.app.config;

import org.jspecify.annotations.Nullable;

/**
 * The audit page. {@code toString} hides the token.
 *
 * <p>Immutable.
 *
 * @param listen {@code HOST:PORT}, default {@code 127.0.0.1:8080}
 * @param token what every page and call but {@code /livez} needs; null for none, which only loopback allows
 * @param tls the page's certificate as files; null for plain HTTP
 */
public record UiConfig(
        String listen, @Nullable UiToken token, @Nullable UiTls tls) {
    /** Loopback, no token, no TLS. */
    public static final UiConfig DEFAULT = new UiConfig("127.0.0.1:8080", null, null);

    /** The same at another address. */
    public UiConfig withListen(String other) {
        return new UiConfig(other, token, tls);
    }

    /** The same with another token. */
    public UiConfig withToken(UiToken other) {
        return new UiConfig(listen, other, tls);
    }
}
