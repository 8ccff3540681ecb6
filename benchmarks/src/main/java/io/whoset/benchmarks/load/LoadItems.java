package io.whoset.benchmarks.load;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A workload's items, the same for all of its runs: what one run has set another one gets. Confined to one thread at a time. */
public final class LoadItems {
    private static final byte[] STORED = "STORED\r\n".getBytes(StandardCharsets.US_ASCII);

    private final Workload workload;
    private final Items items;

    /** Makes the items; nothing is sent. */
    public LoadItems(Workload workload) {
        this.workload = workload;
        this.items = new Items("item" + workload.name(), workload.valueBytes());
    }

    Workload workload() {
        return workload;
    }

    Items items() {
        return items;
    }

    /** Stores every item, one after the other; how many. */
    public long store(InetSocketAddress memcached) throws IOException {
        ByteBuffer out = ByteBuffer.allocate(items.setBytes());
        try (Socket socket = new Socket(memcached.getAddress(), memcached.getPort())) {
            InputStream in = socket.getInputStream();
            for (int i = 0; i < items.count(); i++) {
                out.clear();
                items.putSet(out, i);
                socket.getOutputStream().write(out.array(), 0, out.position());
                if (!java.util.Arrays.equals(in.readNBytes(STORED.length), STORED)) {
                    throw new BadReplyException(
                            "memcached did not store an item of " + workload.valueBytes() + " bytes");
                }
            }
        }
        return items.count();
    }
}
