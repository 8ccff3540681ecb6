package io.whoset.app.wiring;

import io.whoset.forensics.record.TimeSource;
import io.whoset.proxy.embedded.EmbeddedMemcached;
import io.whoset.proxy.net.Address;
import io.whoset.proxy.net.Transport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The embedded memcached servers of a process, one for each route that asks for one. Main thread only. */
final class Upstreams {
    private static final long EMBEDDED_BYTES = 64L << 20;

    private final Transport transport;
    private final TimeSource time;
    private final List<EmbeddedMemcached> servers = new ArrayList<>();

    Upstreams(Transport transport, TimeSource time) {
        this.transport = transport;
        this.time = time;
    }

    /** Starts one more; where it listens. */
    Address embedded() throws IOException {
        EmbeddedMemcached server = EmbeddedMemcached.start(transport, EMBEDDED_BYTES, time);
        servers.add(server);
        return server.address();
    }

    void close() {
        servers.forEach(EmbeddedMemcached::close);
    }
}
