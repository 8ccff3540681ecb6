package io.whoset.proxy.relay;

import io.netty.channel.Channel;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntSupplier;

/** The open client connections of a route, so that they can be ended in good order. Safe for many threads. */
public final class Connections {
    private final Map<Channel, IntSupplier> open = new ConcurrentHashMap<>();

    void onOpen(Channel client, IntSupplier pendingReplies) {
        open.put(client, pendingReplies);
        client.closeFuture().addListener(closed -> open.remove(client));
    }

    /** Number of open ones. */
    public int size() {
        return open.size();
    }

    /** Closes those that wait for no reply; each looks for itself on its event loop. */
    public void closeIdle() {
        open.forEach((client, pending) -> client.eventLoop().execute(() -> {
            if (pending.getAsInt() == 0) {
                Writes.afterFlushClose(client);
            }
        }));
    }

    /** Closes all. */
    public void closeAll() {
        open.keySet().forEach(Writes::afterFlushClose);
    }
}
