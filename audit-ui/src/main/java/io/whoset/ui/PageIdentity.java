package io.whoset.ui;

import com.linecorp.armeria.common.TlsKeyPair;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * The page's certificate chain and the private key of its first certificate.
 *
 * <p>Immutable.
 *
 * @param key never shown
 * @param chain the certificate first, then those that signed it
 */
public record PageIdentity(PrivateKey key, List<X509Certificate> chain) {
    /** Copies the chain. */
    public PageIdentity {
        chain = List.copyOf(chain);
    }

    /** As Armeria takes it; equal identities make equal pairs, of which Armeria keeps one context. */
    TlsKeyPair pair() {
        return TlsKeyPair.of(key, chain);
    }

    @Override
    public String toString() {
        return "certificate of " + chain.get(0).getSubjectX500Principal().getName();
    }
}
