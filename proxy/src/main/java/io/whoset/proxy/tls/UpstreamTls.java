package io.whoset.proxy.tls;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * TLS towards memcached, as files.
 *
 * <p>Immutable.
 *
 * @param ca PEM: who may have signed the server's certificate; null for the CAs that Java knows
 * @param checkName whether the certificate must be for the server's name
 * @param serverName that name; null for the host of the upstream address
 * @param certificate PEM: what whoset shows when the server asks; null for nothing
 * @param key PEM: its private key
 */
public record UpstreamTls(
        @Nullable Path ca,
        boolean checkName,
        @Nullable String serverName,
        @Nullable Path certificate,
        @Nullable Path key) {}
