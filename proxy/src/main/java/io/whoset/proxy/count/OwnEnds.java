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
 * <p><b>Units, bounds</b> the open ones, and up to 65,536 that were closed since {@link #forgetClosed}.
 *
 * <p>Safe for many threads.
 */
public final class OwnEnds {
    private static final int MOST_CLOSED = 1 << 16;

    private final Map<SocketAddress, Boolean> open = new ConcurrentHashMap<>();
    private final Map<SocketAddress, Boolean> closed = new ConcurrentHashMap<>();

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
        if (closed.size() < MOST_CLOSED) {
            closed.put(end, Boolean.TRUE);
        }
        open.remove(end);
    }

    /** What was closed until now is no longer told. */
    public void forgetClosed() {
        closed.clear();
    }

    /** The open ones, and those that were closed not long ago. */
    public Set<SocketAddress> known() {
        Set<SocketAddress> all = new HashSet<>(open.keySet());
        all.addAll(closed.keySet());
        return all;
    }
}
