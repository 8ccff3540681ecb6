package io.whoset.app.ledger;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/** Mixed traffic of 64 clients from 8 addresses at once, and what the log must hold afterwards. Confined to one thread. */
public final class Load {
    private static final int CLIENTS = 64;

    private final long seed;
    private final List<LoadClient> clients = new ArrayList<>();

    /** Traffic that is the same for the same seed, but for how it is cut and interleaved. */
    public Load(long seed) {
        this.seed = seed;
    }

    /** Sends until so many writes were sent; each client ends with a whole batch. */
    public void run(InetSocketAddress server, long atLeast)
            throws ExecutionException, InterruptedException, IOException {
        showThatTheRouteIsOpen(server);
        AtomicLong sent = new AtomicLong();
        for (int i = 0; i < CLIENTS; i++) {
            clients.add(new LoadClient(server, seed, i, more -> sent.addAndGet(more) < atLeast));
        }
        ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
        try {
            for (Future<Integer> client : threads.invokeAll(clients)) {
                client.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** Until a server was seen to answer without authentication, a first value of two words has no digest: it may be a credential. */
    static void showThatTheRouteIsOpen(InetSocketAddress server) throws IOException {
        try (Socket socket = new Socket(server.getAddress(), server.getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write("get nothing\r\n".getBytes(StandardCharsets.US_ASCII));
            byte[] answer = socket.getInputStream().readNBytes("END\r\n".length());
            if (answer[0] != 'E') {
                throw new IOException("a fresh memcached has an item");
            }
        }
    }

    /** Holds the log of an ended process against it. */
    public LedgerReport compare(Path auditDir) throws IOException {
        return new LogComparison(seed, clients).read(auditDir);
    }
}
