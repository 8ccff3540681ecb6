package io.whoset.benchmarks.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;

/**
 * All clients of a workload before one address, on one selector.
 *
 * <p>Where requests are due at fixed moments the thread looks for replies without a pause and yields the processor to whoever wants it, as a sleep
 * would be longer than what is measured.
 *
 * <p>Confined to one thread.
 */
public final class LoadRun implements AutoCloseable {
    private static final int READ_BYTES = 256 * 1024;
    private static final long DRAIN_NANOS = TimeUnit.SECONDS.toNanos(20);
    private static final long TURN_MILLIS = 100;

    private final Workload workload;
    private final Pace pace;
    private final Selector selector;
    private final Clock clock = new Clock();
    private final LoadConnection[] connections;
    private final ByteBuffer in = ByteBuffer.allocateDirect(READ_BYTES);
    private final Runnable onWarm;
    private long due;

    private LoadRun(Workload workload, Pace pace, Selector selector, Runnable onWarm) {
        this.workload = workload;
        this.pace = pace;
        this.selector = selector;
        this.onWarm = onWarm;
        this.connections = new LoadConnection[workload.connections()];
    }

    /**
     * Runs a workload; every reply was right if this returns.
     *
     * @param onWarm called once, when the measured part begins
     * @throws BadReplyException where a reply is not what must come
     */
    public static LoadResult run(
            LoadItems items, InetSocketAddress address, Pace pace, long seed, Runnable onWarm, Runnable onMeasured)
            throws IOException {
        try (Selector selector = Selector.open();
                LoadRun run = new LoadRun(items.workload(), pace, selector, onWarm)) {
            run.connect(items.items(), address, seed);
            run.send();
            onMeasured.run();
            run.drain();
            return run.clock.result();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void connect(Items items, InetSocketAddress address, long seed) throws IOException {
        for (int i = 0; i < connections.length; i++) {
            SocketChannel channel = SocketChannel.open();
            channel.bind(new InetSocketAddress(source(i), 0));
            channel.connect(address);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.configureBlocking(false);
            SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
            connections[i] =
                    new LoadConnection(channel, key, workload, items, clock, seed * connections.length + i + 1);
            key.attach(connections[i]);
        }
    }

    private InetAddress source(int connection) throws IOException {
        return InetAddress.getByAddress(new byte[] {127, 0, 1, (byte) (1 + connection % pace.sources())});
    }

    @SuppressWarnings(
            "ThreadPriorityCheck") // nothing relies on it: it is politeness towards the servers while nothing is due
    private void send() throws IOException {
        clock.start(pace);
        double stepNanos = pace.isFixed() ? 1e9 / pace.perSecond() : 0;
        for (int i = 0; i < connections.length; i++) {
            if (pace.isFixed()) {
                connections[i].schedule(i * stepNanos, connections.length * stepNanos);
            } else {
                connections[i].fill();
            }
        }
        boolean cold = true;
        while (clock.isSending()) {
            if (cold && clock.isWarm()) {
                cold = false;
                onWarm.run();
            }
            if (pace.isFixed()) {
                sendDue(stepNanos);
                selector.selectNow(this::serve);
                Thread.yield();
            } else {
                selector.select(this::serve, TURN_MILLIS);
            }
            clock.read();
        }
    }

    private void sendDue(double stepNanos) throws IOException {
        while (clock.now - clock.start >= due * stepNanos) {
            connections[(int) (due++ % connections.length)].onDue();
        }
    }

    private void serve(SelectionKey key) {
        LoadConnection connection = (LoadConnection) key.attachment();
        clock.read();
        try {
            if (key.isWritable()) {
                connection.write();
            }
            if (key.isReadable()) {
                connection.read(in);
            }
            if (clock.isSending()) {
                if (pace.isFixed()) {
                    connection.sendDue();
                } else {
                    connection.fill();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for the replies that are still on their way. */
    private void drain() throws IOException {
        long end = System.nanoTime() + DRAIN_NANOS;
        while (inFlight() > 0) {
            selector.select(this::serve, TURN_MILLIS);
            clock.read();
            if (clock.now - end >= 0) {
                throw new BadReplyException(inFlight() + " requests got no reply in 20 s");
            }
        }
    }

    private long inFlight() {
        long sum = 0;
        for (LoadConnection connection : connections) {
            sum += connection.inFlight();
        }
        return sum;
    }

    @Override
    public void close() throws IOException {
        for (LoadConnection connection : connections) {
            if (connection != null) {
                connection.close();
            }
        }
    }
}
