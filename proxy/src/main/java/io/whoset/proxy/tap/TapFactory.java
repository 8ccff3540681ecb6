package io.whoset.proxy.tap;

import io.netty.channel.Channel;

/** Makes the tap of a client's connection. Safe for many threads. */
@FunctionalInterface
public interface TapFactory {
    /** The tap of this connection, whose peer is known by now. */
    Tap newTap(Channel client);
}
