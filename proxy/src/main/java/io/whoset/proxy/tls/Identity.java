package io.whoset.proxy.tls;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * A certificate chain and the private key of its first certificate.
 *
 * <p>Immutable.
 *
 * @param key never shown
 * @param chain the certificate first, then those that signed it
 */
public record Identity(PrivateKey key, List<X509Certificate> chain) {
    /** Copies the chain. */
    public Identity {
        chain = List.copyOf(chain);
    }

    /**
     * Reads both files, which the configuration keys {@code certificate} and {@code key} name.
     *
     * @throws TlsFileException naming the one that cannot be used, or the key where it is not the certificate's
     */
    public static Identity read(Path certificateFile, Path keyFile) throws TlsFileException {
        List<X509Certificate> chain =
                PemFile.read("certificate", certificateFile).certificates();
        PemFile pem = PemFile.read("key", keyFile);
        Identity identity = new Identity(pem.privateKey(), chain);
        if (!identity.belongsTogether()) {
            throw pem.problem("is not the key of the certificate in " + certificateFile);
        }
        return identity;
    }

    X509Certificate certificate() {
        return chain.get(0);
    }

    X509Certificate[] chainArray() {
        return chain.toArray(X509Certificate[]::new);
    }

    private boolean belongsTogether() {
        try {
            byte[] challenge = new byte[32];
            new SecureRandom().nextBytes(challenge);
            Signature signer = Signature.getInstance(signature());
            signer.initSign(key);
            signer.update(challenge);
            byte[] signed = signer.sign();
            Signature verifier = Signature.getInstance(signature());
            verifier.initVerify(certificate().getPublicKey());
            verifier.update(challenge);
            return verifier.verify(signed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private String signature() {
        return switch (key.getAlgorithm()) {
            case "EC" -> "SHA256withECDSA";
            case "EdDSA" -> "EdDSA";
            default -> "SHA256withRSA";
        };
    }

    @Override
    public String toString() {
        return "certificate of " + certificate().getSubjectX500Principal().getName();
    }
}
