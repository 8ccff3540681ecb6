package io.whoset.proxy.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Certificates and keys out of a PEM file; text between the blocks is passed over, as OpenSSL does.
 *
 * <p><b>Units, bounds</b> a file of at most 1 MiB.
 *
 * <p>Immutable.
 *
 * <p><b>Source</b> RFC 7468.
 */
final class PemFile {
    private static final int MAX_BYTES = 1 << 20;
    private static final Pattern BLOCK = Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \\1-----");

    private final String key;
    private final Path file;
    private final List<Block> blocks = new ArrayList<>();

    private record Block(String type, String base64) {
        @Override
        public String toString() {
            return type;
        }
    }

    private PemFile(String key, Path file) {
        this.key = key;
        this.file = file;
    }

    /** Reads the file that a configuration key names. */
    static PemFile read(String key, Path file) throws TlsFileException {
        PemFile pem = new PemFile(key, file);
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw pem.problem("is larger than 1 MiB, give a PEM file");
            }
            Matcher matcher = BLOCK.matcher(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            while (matcher.find()) {
                pem.blocks.add(new Block(matcher.group(1), matcher.group(2)));
            }
            return pem;
        } catch (IOException e) {
            throw pem.problem("cannot be read (" + e.getClass().getSimpleName() + ")");
        }
    }

    /** All certificates in it, at least one. */
    List<X509Certificate> certificates() throws TlsFileException {
        List<X509Certificate> found = new ArrayList<>();
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            for (Block block : blocks) {
                if (block.type().equals("CERTIFICATE") || block.type().equals("TRUSTED CERTIFICATE")) {
                    found.add((X509Certificate) factory.generateCertificate(new ByteArrayInputStream(bytes(block))));
                }
            }
        } catch (CertificateException e) {
            throw problem("holds a broken certificate");
        }
        if (found.isEmpty()) {
            throw problem("holds no certificate, expected -----BEGIN CERTIFICATE-----");
        }
        return found;
    }

    /** The first private key in it. */
    PrivateKey privateKey() throws TlsFileException {
        for (Block block : blocks) {
            if (block.type().equals("ENCRYPTED PRIVATE KEY") || block.base64().contains("ENCRYPTED")) {
                throw problem("holds an encrypted key, write it without a password: openssl pkey -in FILE");
            }
            if (block.type().endsWith("PRIVATE KEY")) {
                return PrivateKeys.decode(block.type(), bytes(block))
                        .orElseThrow(() -> problem("holds a key of an unknown kind, expected RSA, EC or Ed25519"));
            }
        }
        throw problem("holds no private key, expected -----BEGIN PRIVATE KEY-----");
    }

    private byte[] bytes(Block block) throws TlsFileException {
        try {
            return Base64.getMimeDecoder().decode(block.base64());
        } catch (IllegalArgumentException e) {
            throw problem("holds a broken " + block.type() + " block");
        }
    }

    TlsFileException problem(String what) {
        return new TlsFileException(key, file + " " + what);
    }
}
