package io.whoset.proxy.tls;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * Shows one certificate to every server that asks for any, whoever it says should have signed it: the server judges.
 *
 * <p>Immutable.
 */
final class OneIdentity extends X509ExtendedKeyManager {
    private static final String ALIAS = "whoset";

    private final Identity identity;

    OneIdentity(Identity identity) {
        this.identity = identity;
    }

    private @Nullable String alias(String @Nullable [] keyTypes) {
        return keyTypes != null
                        && Arrays.asList(keyTypes).contains(identity.key().getAlgorithm())
                ? ALIAS
                : null;
    }

    @Override
    public @Nullable String chooseEngineClientAlias(
            String @Nullable [] keyTypes, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
        return alias(keyTypes);
    }

    @Override
    public @Nullable String chooseClientAlias(
            String @Nullable [] keyTypes, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return alias(keyTypes);
    }

    @Override
    public String @Nullable [] getClientAliases(@Nullable String keyType, Principal @Nullable [] issuers) {
        return new String[] {ALIAS};
    }

    @Override
    public String @Nullable [] getServerAliases(@Nullable String keyType, Principal @Nullable [] issuers) {
        return null;
    }

    @Override
    public @Nullable String chooseServerAlias(
            @Nullable String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return null;
    }

    @Override
    public X509Certificate[] getCertificateChain(@Nullable String alias) {
        return identity.chainArray();
    }

    @Override
    public PrivateKey getPrivateKey(@Nullable String alias) {
        return identity.key();
    }
}
