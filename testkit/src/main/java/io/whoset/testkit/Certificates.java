package io.whoset.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * A CA and what it signed, as PEM files of a directory, made by {@code openssl}.
 *
 * <p>Confined to one test.
 */
public final class Certificates {
    private static final char[] PASSWORD = "whoset".toCharArray();
    private static final String SCRIPT = """
            set -e
            umask 022
            if [ ! -f ca.pem ]; then
              openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout ca.key -out ca.pem -subj "/CN=test CA" -days 2
            fi
            openssl req -newkey $KIND -nodes -keyout $NAME.key -out $NAME.csr -subj "$SUBJECT"
            printf 'subjectAltName=DNS:localhost,DNS:cache.test,IP:127.0.0.1' > ext
            openssl x509 -req -in $NAME.csr -CA ca.pem -CAkey ca.key -CAcreateserial -out $NAME.pem -days 2 -extfile ext
            openssl pkcs12 -export -inkey $NAME.key -in $NAME.pem -out $NAME.p12 -passout pass:whoset -name whoset
            chmod a+r *
            """;

    private final Path dir;

    /** In a new directory, which every user may read. */
    public Certificates() throws IOException {
        dir = Files.createTempDirectory("certificates");
        Files.setPosixFilePermissions(dir, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** Signs a certificate with an EC key for this subject, such as {@code /CN=billing}: {@code NAME.pem} and {@code NAME.key}. */
    public Certificates sign(String name, String subject) throws IOException, InterruptedException {
        return sign(name, subject, "ec -pkeyopt ec_paramgen_curve:P-256");
    }

    /** Signs a certificate with a key of this kind, as {@code openssl req -newkey} takes it. */
    public Certificates sign(String name, String subject, String kind) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("bash", "-c", SCRIPT.replace("$KIND", kind))
                .directory(dir.toFile())
                .redirectErrorStream(true);
        builder.environment().put("NAME", name);
        builder.environment().put("SUBJECT", subject);
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("openssl failed: " + said);
        }
        return this;
    }

    /** A file of the directory. */
    public Path file(String name) {
        return dir.resolve(name);
    }

    /** A client's context that believes this CA and shows the named certificate, or none. */
    public SSLContext client(@Nullable String name) throws GeneralSecurityException, IOException {
        SSLContext context = SSLContext.getInstance("TLS");
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(caStore());
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(name == null ? empty() : keyStore(name), PASSWORD);
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    private KeyStore caStore() throws GeneralSecurityException, IOException {
        KeyStore store = empty();
        try (InputStream in = Files.newInputStream(file("ca.pem"))) {
            Certificate ca = CertificateFactory.getInstance("X.509").generateCertificate(in);
            store.setCertificateEntry("ca", ca);
        }
        return store;
    }

    private KeyStore keyStore(String name) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file(name + ".p12"))) {
            store.load(in, PASSWORD);
        }
        return store;
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        return store;
    }
}
