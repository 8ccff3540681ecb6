package io.whoset.proxy.tls;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * TLS towards clients, as files.
 *
 * <p>Immutable.
 *
 * @param certificate PEM: this server's certificate and the chain to its CA
 * @param key PEM: its private key; may be the same file
 * @param clientAuth whether clients show a certificate
 * @param clientCa PEM: who may have signed it; null where nobody is asked
 */
public record ServerTls(
        Path certificate,
        Path key,
        ClientCertificates clientAuth,
        @Nullable Path clientCa) {}
