package io.whoset.proxy.tls;

import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import javax.security.auth.x500.X500Principal;

/**
 * The common name of a client certificate that was verified.
 *
 * <p><b>Units, bounds</b> at most 200 characters, none of them a control character.
 */
public final class CertificateName {
    private static final int MAX_LENGTH = 200;

    private CertificateName() {}

    /** The name; empty where the client showed no certificate or its subject has no common name. */
    public static Optional<String> of(SSLSession session) {
        try {
            Certificate[] chain = session.getPeerCertificates();
            return chain.length > 0 && chain[0] instanceof X509Certificate certificate
                    ? of(certificate.getSubjectX500Principal())
                    : Optional.empty();
        } catch (SSLPeerUnverifiedException none) {
            return Optional.empty();
        }
    }

    static Optional<String> of(X500Principal subject) {
        try {
            List<Rdn> parts = new LdapName(subject.getName(X500Principal.RFC2253)).getRdns();
            for (int i = parts.size() - 1; i >= 0; i--) {
                if (parts.get(i).getType().equalsIgnoreCase("CN")
                        && parts.get(i).getValue() instanceof String name) {
                    return Optional.of(clean(name)).filter(clean -> !clean.isBlank());
                }
            }
        } catch (InvalidNameException none) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    private static String clean(String name) {
        String printable = name.replaceAll("\\p{Cntrl}", "");
        return printable.substring(0, Math.min(printable.length(), MAX_LENGTH));
    }
}
