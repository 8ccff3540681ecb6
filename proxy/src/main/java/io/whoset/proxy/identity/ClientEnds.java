package io.whoset.proxy.identity;

import io.netty.channel.Channel;
import io.netty.util.AttributeKey;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * The two ends of a client's connection as far as they are known: the header's where a PROXY header named them, else the socket's.
 *
 * <p>Confined to the connection's event loop.
 */
public final class ClientEnds {
    private static final AttributeKey<Named> NAMED = AttributeKey.valueOf(ClientEnds.class, "named");
    private static final AttributeKey<String> CERTIFICATE = AttributeKey.valueOf(ClientEnds.class, "certificate");

    private static final AttributeKey<String> RESOLVED = AttributeKey.valueOf(ClientEnds.class, "resolved");

    private ClientEnds() {}

    private record Named(InetSocketAddress source, InetSocketAddress destination) {}

    /** A PROXY header named the ends; null where it named none. */
    public static void set(
            Channel client, @Nullable InetSocketAddress source, @Nullable InetSocketAddress destination) {
        if (source != null && destination != null) {
            client.attr(NAMED).set(new Named(source, destination));
        }
    }

    /** A verified client certificate named the writer. */
    public static void setCertificateName(Channel client, String name) {
        client.attr(CERTIFICATE).set(name);
    }

    /** The name service named the client's address. */
    public static void setResolvedName(Channel client, String name) {
        client.attr(RESOLVED).set(name);
    }

    /** The client's own address. */
    public static SocketAddress source(Channel client) {
        Named named = client.hasAttr(NAMED) ? client.attr(NAMED).get() : null;
        return named == null ? client.remoteAddress() : named.source();
    }

    /** Where the client connected to. */
    public static SocketAddress destination(Channel client) {
        Named named = client.hasAttr(NAMED) ? client.attr(NAMED).get() : null;
        return named == null ? client.localAddress() : named.destination();
    }

    /** The name in the client's certificate, null without one. */
    public static @Nullable String certificateName(Channel client) {
        return client.hasAttr(CERTIFICATE) ? client.attr(CERTIFICATE).get() : null;
    }

    /** The name service's name of the client's address, null without one. */
    public static @Nullable String resolvedName(Channel client) {
        return client.hasAttr(RESOLVED) ? client.attr(RESOLVED).get() : null;
    }

    /** Whether the client's own address is another than the socket's, which is then a balancer's. */
    static boolean isNamed(Channel client) {
        return client.hasAttr(NAMED);
    }
}
