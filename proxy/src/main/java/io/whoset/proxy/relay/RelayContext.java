package io.whoset.proxy.relay;

import io.whoset.proxy.RouteCounters;
import io.whoset.proxy.tap.TapFactory;

/**
 * What the relays of one route share.
 *
 * <p>Immutable; its parts are safe for many threads.
 *
 * @param upstream the way to the server
 * @param taps makes the tap of a connection
 * @param counters the route's counters
 * @param connections the open ones
 */
public record RelayContext(
        UpstreamConnector upstream, TapFactory taps, RouteCounters counters, Connections connections) {}
