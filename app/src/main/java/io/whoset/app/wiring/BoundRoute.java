package io.whoset.app.wiring;

import java.net.SocketAddress;

/**
 * A route that is open.
 *
 * <p>Immutable.
 *
 * @param name the route's name
 * @param listen where it really listens, as text
 * @param upstream the server behind it, as text
 * @param address where it really listens
 */
public record BoundRoute(String name, String listen, String upstream, SocketAddress address) {}
