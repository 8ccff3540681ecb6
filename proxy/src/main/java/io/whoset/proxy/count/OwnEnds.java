package io.whoset.proxy.count;

import io.netty.channel.Channel;
import java.net.SocketAddress;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The addresses of this process's own ends of its connections to one server.
 *
 * <p><b>Units, bounds</b> the open ones, and up to 131,072 that were closed since {@link #forgetClosed} was called last but one: a busy server lists a
 * connection for a while after it was closed here.
 *
 * <p>Safe for many threads.
 */
public final class OwnEnds {
    private static final int MOST_CLOSED = 1 << 16;

    private final Map<SocketAddress, Boolean> open = new ConcurrentHashMap<>();
    private volatile Map<SocketAddress, Boolean> closed = new ConcurrentHashMap<>();
    private volatile Map<SocketAddress, Boolean> closedBefore = Map.of();

    /** None yet. */
    public OwnEnds() {}

    /** A connection to the server is there. */
    public void onConnected(Channel upstream) {
        SocketAddress end = upstream.localAddress();
        if (end != null) {
            open.put(end, Boolean.TRUE);
            upstream.closeFuture().addListener(done -> onClosed(end));
        }
    }

    private void onClosed(SocketAddress end) {
        Map<SocketAddress, Boolean> now = closed;
        if (now.size() < MOST_CLOSED) {
            now.put(end, Boolean.TRUE);
        }
        open.remove(end);
    }

    /** What was closed until the last call is no longer told. For one thread at a time. */
    public void forgetClosed() {
        closedBefore = closed;
        closed = new ConcurrentHashMap<>();
    }

    /** The open ones, and those that were closed not long ago. */
    public Set<SocketAddress> known() {
        Set<SocketAddress> all = new HashSet<>(open.keySet());
        all.addAll(closedBefore.keySet());
        all.addAll(closed.keySet());
        return all;
    }
}
