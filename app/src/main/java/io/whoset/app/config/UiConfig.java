package io.whoset.app.config;

import org.jspecify.annotations.Nullable;

/**
 * The audit page. {@code toString} hides the token.
 *
 * <p>Immutable.
 *
 * @param listen {@code HOST:PORT}, default {@code 127.0.0.1:8080}
 * @param token what every page and call but {@code /livez} needs; null for none, which only loopback allows
 */
public record UiConfig(String listen, @Nullable String token) {
    /** Loopback, no token. */
    public static final UiConfig DEFAULT = new UiConfig("127.0.0.1:8080", null);

    /** The same at another address. */
    public UiConfig withListen(String other) {
        return new UiConfig(other, token);
    }

    @Override
    public String toString() {
        return "UiConfig[listen=" + listen + ", token=" + (token == null ? "none" : "set") + "]";
    }
}
