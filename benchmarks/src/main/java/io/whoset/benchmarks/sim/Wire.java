package io.whoset.benchmarks.sim;

import java.util.function.Consumer;

/** The way from a client to the cache and back. Confined to its world's thread. */
public interface Wire {
    /** Sends a request; its reply comes later, unless the request is silent: then {@code none} comes at once. */
    void send(Client from, Request request, Consumer<Reply> then);

    /** The cache begins anew, empty. */
    void restartCache();

    /** A key goes for want of memory. */
    void evict(String key);
}
