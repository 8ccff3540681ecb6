package io.whoset.proxy.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.whoset.testkit.Certificates;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys in every form that the installed OpenSSL writes. */
class PrivateKeysIT {
    @ParameterizedTest
    @ValueSource(
            strings = {"rsa:2048", "ec -pkeyopt ec_paramgen_curve:P-256", "ec -pkeyopt ec_paramgen_curve:secp521r1"})
    void key_ofOpenSslsOlderForm_isReadLikePkcs8(String kind) throws Exception {
        Certificates made = new Certificates().sign("server", "/CN=cache.test", kind);
        Path older = made.file("older.key");
        Process openssl = new ProcessBuilder(
                        "openssl",
                        "pkey",
                        "-traditional",
                        "-in",
                        made.file("server.key").toString(),
                        "-out",
                        older.toString())
                .start();
        assertThat(openssl.waitFor()).isZero();

        assertThat(older).content().containsPattern("BEGIN (RSA|EC) PRIVATE KEY");
        // which proves by a signature that the key is the certificate's
        Identity read = Identity.read(made.file("server.pem"), older);
        assertThat(read.key().getAlgorithm())
                .isEqualTo(read.certificate().getPublicKey().getAlgorithm());
    }
}
