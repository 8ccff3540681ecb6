package io.whoset.proxy.net;

import io.netty.channel.unix.DomainSocketAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;

/**
 * Where to listen or to connect: {@code HOST:PORT}, {@code [::1]:PORT} or {@code unix:/path}.
 *
 * <p>Immutable.
 *
 * @param host host name or IP address without brackets; the path for a unix socket
 * @param port 0 to 65535; -1 for a unix socket
 */
public record Address(String host, int port) {
    private static final String UNIX = "unix:";

    /**
     * Reads an address.
     *
     * @throws IllegalArgumentException saying what was seen and what was expected
     */
    public static Address parse(String text) {
        if (text.startsWith(UNIX)) {
            String path = text.substring(UNIX.length());
            if (path.startsWith("/") && path.length() <= 107) {
                return new Address(path, -1);
            }
            throw new IllegalArgumentException("saw \"" + text + "\", expected unix:/path of at most 107 characters");
        }
        int colon = text.lastIndexOf(':');
        String host = colon < 0 ? "" : text.substring(0, colon);
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        String port = text.substring(colon + 1);
        boolean valid = !host.isEmpty()
                && (bracketed || host.indexOf(':') < 0)
                && port.matches("\\d{1,5}")
                && Integer.parseInt(port) <= 65_535;
        if (!valid) {
            throw new IllegalArgumentException(
                    "saw \"" + text + "\", expected HOST:PORT, such as 127.0.0.1:11211, or unix:/path");
        }
        return new Address(bracketed ? host.substring(1, host.length() - 1) : host, Integer.parseInt(port));
    }

    /** Whether it is a unix socket. */
    public boolean isUnix() {
        return port < 0;
    }

    /** The address for a channel; a host name is looked up by this call, which may block. */
    public SocketAddress resolve() {
        return isUnix() ? new DomainSocketAddress(host) : new InetSocketAddress(host, port);
    }

    /** As it is written. */
    @Override
    public String toString() {
        if (isUnix()) {
            return UNIX + host;
        }
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }
}
