package io.whoset.proxy.tls;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/** Belief in what the certificates of a PEM file have signed. */
final class Authorities {
    private Authorities() {}

    /** The authorities in the file that a configuration key names. */
    static X509ExtendedTrustManager read(String key, Path file) throws TlsFileException {
        PemFile pem = PemFile.read(key, file);
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int number = 0;
            for (X509Certificate certificate : pem.certificates()) {
                store.setCertificateEntry("ca" + number++, certificate);
            }
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            for (TrustManager manager : factory.getTrustManagers()) {
                if (manager instanceof X509ExtendedTrustManager trust) {
                    return trust;
                }
            }
        } catch (GeneralSecurityException | IOException e) {
            throw pem.problem("cannot be used as a list of CAs: " + e.getMessage());
        }
        throw pem.problem("cannot be used as a list of CAs by this Java");
    }
}
