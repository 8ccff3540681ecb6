package io.whoset.proxy.tls;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Believes certificates that an authority signed, and whoset's own, so that its health probe passes where clients must show one. Who shows whoset's own
 * certificate has its private key.
 *
 * <p>Immutable.
 */
final class OwnOrSigned extends X509ExtendedTrustManager {
    private final X509Certificate own;
    private final @Nullable X509ExtendedTrustManager authority;

    /** Without an authority nothing but the own certificate is believed. */
    OwnOrSigned(X509Certificate own, @Nullable X509ExtendedTrustManager authority) {
        this.own = own;
        this.authority = authority;
    }

    /** The one to ask, null where the certificate is the own one. */
    private @Nullable X509ExtendedTrustManager judge(X509Certificate[] chain) throws CertificateException {
        if (chain.length > 0 && chain[0].equals(own)) {
            return null;
        }
        if (authority == null) {
            throw new CertificateException("not this route's own certificate");
        }
        return authority;
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        X509ExtendedTrustManager judge = judge(chain);
        if (judge != null) {
            judge.checkClientTrusted(chain, type, engine);
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        X509ExtendedTrustManager judge = judge(chain);
        if (judge != null) {
            judge.checkClientTrusted(chain, type, socket);
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
        X509ExtendedTrustManager judge = judge(chain);
        if (judge != null) {
            judge.checkClientTrusted(chain, type);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        X509ExtendedTrustManager judge = judge(chain);
        if (judge != null) {
            judge.checkServerTrusted(chain, type, engine);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        X509ExtendedTrustManager judge = judge(chain);
        if (judge != null) {
            judge.checkServerTrusted(chain, type, socket);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
        X509ExtendedTrustManager judge = judge(chain);
        if (judge != null) {
            judge.checkServerTrusted(chain, type);
        }
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return authority == null ? new X509Certificate[0] : authority.getAcceptedIssuers();
    }
}
