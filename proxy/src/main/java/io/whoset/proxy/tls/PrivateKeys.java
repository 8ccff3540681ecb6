package io.whoset.proxy.tls;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Optional;

/**
 * Private keys in the forms that OpenSSL writes: PKCS #8, and the older ones of RSA and EC, which Java reads only once they are wrapped in PKCS #8.
 *
 * <p><b>Source</b> RFC 5208 (PKCS #8), RFC 8017 appendix A.1.2 (RSA), RFC 5915 (EC).
 */
final class PrivateKeys {
    private static final String[] ALGORITHMS = {"RSA", "EC", "EdDSA", "RSASSA-PSS"};
    private static final int SEQUENCE = 0x30;
    private static final int OCTET_STRING = 0x04;
    private static final int EC_PARAMETERS = 0xA0;
    private static final byte[] VERSION_0 = {0x02, 0x01, 0x00};
    private static final byte[] RSA = {
        0x06, 0x09, 0x2A, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xF7, 0x0D, 1, 1, 1, 5, 0
    };
    private static final byte[] EC = {0x06, 0x07, 0x2A, (byte) 0x86, 0x48, (byte) 0xCE, 0x3D, 0x02, 0x01};

    private PrivateKeys() {}

    /** The key in a PEM block of this type; empty where it is of no kind that is known. */
    static Optional<PrivateKey> decode(String type, byte[] der) {
        try {
            byte[] pkcs8 = switch (type) {
                case "RSA PRIVATE KEY" -> wrap(RSA, der);
                case "EC PRIVATE KEY" -> wrap(join(EC, curve(der)), der);
                default -> der;
            };
            return parse(pkcs8);
        } catch (IndexOutOfBoundsException broken) {
            return Optional.empty();
        }
    }

    private static Optional<PrivateKey> parse(byte[] pkcs8) {
        return Arrays.stream(ALGORITHMS)
                .flatMap(algorithm -> parse(algorithm, pkcs8).stream())
                .findFirst();
    }

    private static Optional<PrivateKey> parse(String algorithm, byte[] pkcs8) {
        try {
            return Optional.of(KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8)));
        } catch (GeneralSecurityException otherKind) {
            return Optional.empty();
        }
    }

    private static byte[] wrap(byte[] algorithm, byte[] key) {
        return element(SEQUENCE, join(VERSION_0, element(SEQUENCE, algorithm), element(OCTET_STRING, key)));
    }

    /** SEQUENCE { version, OCTET STRING key, [0] { curve }, … }: what stands in [0]. */
    private static byte[] curve(byte[] der) {
        int at = contentAt(der, 0);
        while (at < der.length) {
            int content = contentAt(der, at);
            int length = length(der, at);
            if ((der[at] & 0xFF) == EC_PARAMETERS) {
                byte[] found = new byte[length];
                System.arraycopy(der, content, found, 0, length);
                return found;
            }
            at = content + length;
        }
        throw new IndexOutOfBoundsException("no curve");
    }

    private static int contentAt(byte[] der, int at) {
        int first = der[at + 1] & 0xFF;
        return at + 2 + (first < 0x80 ? 0 : first & 0x7F);
    }

    private static int length(byte[] der, int at) {
        int first = der[at + 1] & 0xFF;
        int length = first < 0x80 ? first : 0;
        for (int i = at + 2; i < contentAt(der, at); i++) {
            length = (length << 8) | (der[i] & 0xFF);
        }
        if (length < 0 || length > der.length) {
            throw new IndexOutOfBoundsException("length");
        }
        return length;
    }

    private static byte[] element(int tag, byte[] content) {
        int length = content.length;
        if (length < 0x80) {
            return join(new byte[] {(byte) tag, (byte) length}, content);
        }
        byte[] head = length <= 0xFF
                ? new byte[] {(byte) tag, (byte) 0x81, (byte) length}
                : new byte[] {(byte) tag, (byte) 0x82, (byte) (length >> 8), (byte) length};
        return join(head, content);
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
