package io.whoset.proxy.tls;

import io.netty.handler.ssl.NotSslRecordException;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import io.netty.handler.ssl.SslProvider;
import java.nio.channels.ClosedChannelException;
import javax.net.ssl.SSLException;

/** What all handshakes share: how long they may take, and what is said of one that failed. */
final class Handshakes {
    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

    private static final long WITHIN_MILLIS = 10_000;
    private static final int MAX_CAUSE_LENGTH = 200;

    private Handshakes() {}

    static SslContext build(SslContextBuilder builder) throws SSLException {
        return builder.sslProvider(SslProvider.JDK).protocols(PROTOCOLS).build();
    }

    /** Ends a handshake that takes too long; a close waits for what the other end has yet to take, as on a plain connection. */
    static SslHandler limited(SslHandler handler) {
        handler.setHandshakeTimeoutMillis(WITHIN_MILLIS);
        handler.setCloseNotifyFlushTimeoutMillis(0);
        return handler;
    }

    /** Why a handshake failed, in words that hold nothing of what the other end sent. */
    static String cause(Throwable failure) {
        Throwable root = failure.getCause() instanceof SSLException inner ? inner : failure;
        if (root instanceof NotSslRecordException) {
            return "the other end does not speak TLS";
        }
        if (root instanceof SslHandshakeTimeoutException) {
            return "no handshake within " + WITHIN_MILLIS / 1000 + " s";
        }
        if (root instanceof ClosedChannelException) {
            return "the other end closed the connection in the handshake";
        }
        String text = String.valueOf(root.getMessage()).replaceAll("\\p{Cntrl}", " ");
        return text.substring(0, Math.min(text.length(), MAX_CAUSE_LENGTH));
    }
}
