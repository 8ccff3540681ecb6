package io.whoset.benchmarks.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/**
 * Writes at a steady rate through whoset: each writer on a connection of its own, with a PROXY header, a batch of sets at a time.
 *
 * <p>Started and closed by one thread; its clients have one each.
 */
final class StoreLoad implements AutoCloseable {
    private static final int BATCH = 50;
    private static final int REPLY_BYTES = "STORED\r\n".length();

    private final InetSocketAddress proxy;
    private final long pauseNanos;
    private final long from;
    private final LongAdder stored = new LongAdder();
    private final List<Thread> clients = new ArrayList<>();
    private volatile boolean closed;

    StoreLoad(int port, int writesPerSecond, long from) {
        this.proxy = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        this.pauseNanos = TimeUnit.SECONDS.toNanos(1) * BATCH * MadeWrites.WRITERS / writesPerSecond;
        this.from = from;
    }

    void start() {
        for (int writer = 0; writer < MadeWrites.WRITERS; writer++) {
            int number = writer;
            Thread client = new Thread(() -> run(number), "load-" + writer);
            client.setDaemon(true);
            clients.add(client);
            client.start();
        }
    }

    /** Writes that memcached has answered. */
    long stored() {
        return stored.sum();
    }

    private void run(int writer) {
        try (Socket socket = new Socket()) {
            socket.connect(proxy);
            OutputStream out = socket.getOutputStream();
            InputStream in = socket.getInputStream();
            out.write(ascii("PROXY TCP4 " + MadeWrites.address(writer) + " 10.1.0.254 40000 11211\r\n"));
            long next = System.nanoTime() + pauseNanos * writer / MadeWrites.WRITERS;
            for (long write = from + writer; !closed; write += (long) BATCH * MadeWrites.WRITERS) {
                LockSupport.parkNanos(next - System.nanoTime());
                next += pauseNanos;
                out.write(batch(write));
                in.readNBytes(BATCH * REPLY_BYTES);
                stored.add(BATCH);
            }
        } catch (IOException e) {
            throw new IllegalStateException("the load cannot go through whoset", e);
        }
    }

    private static byte[] batch(long first) {
        StringBuilder text = new StringBuilder(BATCH * 400);
        for (int i = 0; i < BATCH; i++) {
            long write = first + (long) i * MadeWrites.WRITERS;
            String value = MadeWrites.value(write);
            text.append("set ").append(MadeWrites.key(write)).append(" 0 3600 ").append(value.length());
            text.append("\r\n").append(value).append("\r\n");
        }
        return ascii(text.toString());
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void close() {
        closed = true;
        for (Thread client : clients) {
            try {
                client.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
