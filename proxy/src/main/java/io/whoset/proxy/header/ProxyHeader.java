package io.whoset.proxy.header;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * What a PROXY header says.
 *
 * <p>Immutable.
 *
 * @param source the client's own address; null where the header says none (v1 UNKNOWN, v2 LOCAL, a unix socket)
 * @param destination where the client connected to; null where source is
 */
public record ProxyHeader(
        @Nullable InetSocketAddress source, @Nullable InetSocketAddress destination) {
    /** The connection is the sender's own. */
    public static final ProxyHeader NONE = new ProxyHeader(null, null);
}
