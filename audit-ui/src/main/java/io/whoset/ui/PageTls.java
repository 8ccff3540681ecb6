package io.whoset.ui;

import com.linecorp.armeria.common.TlsKeyPair;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * PEM files of the page's certificate.
 *
 * <p>Immutable.
 *
 * @param certificate the chain, the page's own first
 * @param key its private key, PKCS #8, not encrypted
 */
public record PageTls(Path certificate, Path key) {
    /**
     * Tries the files.
     *
     * @throws IllegalArgumentException with a sentence for the person who configures
     */
    public PageTls {
        readable("certificate", certificate);
        readable("key", key);
        Object unused = pair(key.toFile(), certificate.toFile());
    }

    private static void readable(String what, Path file) {
        if (!Files.isReadable(file)) {
            throw new IllegalArgumentException(what + ": " + file + " cannot be read, expected a PEM file");
        }
    }

    private static TlsKeyPair pair(File key, File certificate) {
        try {
            return TlsKeyPair.of(key, certificate);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "certificate, key: " + certificate + " and " + key
                            + " cannot be used, expected a PEM chain and its PKCS #8 key without a password",
                    e);
        }
    }

    /** The files' content. */
    TlsKeyPair pair() {
        return pair(key.toFile(), certificate.toFile());
    }
}
