package io.whoset.forensics.evidence;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * Who speaks on a recorded connection.
 *
 * <p>Immutable.
 *
 * @param client the client's address, null where the evidence does not say
 * @param name what to call a client without an address, such as {@code fd=31}
 * @param server the server's {@code host:port}, or what is known of it
 */
public record Ends(@Nullable InetSocketAddress client, String name, String server) {}
