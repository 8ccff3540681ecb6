package io.whoset.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * What {@link Script} does, over TLS: sends a text, ends its direction by a close_notify, and gives all that came back.
 *
 * <p>Confined to one test.
 */
public final class TlsScript {
    private static final int READ_TIMEOUT_MILLIS = 20_000;

    private final SSLContext context;
    private final String protocol;

    /** Speaks this version, {@code TLSv1.2} or {@code TLSv1.3}. */
    public TlsScript(SSLContext context, String protocol) {
        this.context = context;
        this.protocol = protocol;
    }

    /** A connection whose handshake is done. */
    public SSLSocket connect(InetSocketAddress server) throws IOException {
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket();
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(READ_TIMEOUT_MILLIS);
        socket.setEnabledProtocols(new String[] {protocol});
        socket.connect(server);
        socket.startHandshake();
        return socket;
    }

    /** Sends all, then reads until the server has closed. */
    public String run(InetSocketAddress server, String text) throws IOException, InterruptedException {
        try (SSLSocket socket = connect(server)) {
            Thread sender = new Thread(() -> send(socket, text), "tls-script");
            sender.start();
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            socket.getInputStream().transferTo(all);
            sender.join();
            return all.toString(StandardCharsets.ISO_8859_1);
        }
    }

    private static void send(SSLSocket socket, String text) {
        try {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            socket.shutdownOutput();
        } catch (IOException closed) {
            // the server may close before all was sent: what came back tells
            return;
        }
    }

    /** The subject of the certificate that a server shows. */
    public String subject(InetSocketAddress server) throws IOException {
        try (SSLSocket socket = connect(server)) {
            return ((X509Certificate) socket.getSession().getPeerCertificates()[0])
                    .getSubjectX500Principal()
                    .getName();
        }
    }
}
