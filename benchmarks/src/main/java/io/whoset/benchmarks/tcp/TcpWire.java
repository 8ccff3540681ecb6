package io.whoset.benchmarks.tcp;

import io.whoset.benchmarks.sim.Client;
import io.whoset.benchmarks.sim.Reply;
import io.whoset.benchmarks.sim.Request;
import io.whoset.benchmarks.sim.Value;
import io.whoset.benchmarks.sim.Wire;
import io.whoset.benchmarks.sim.World;
import io.whoset.forensics.record.Origin;
import io.whoset.forensics.record.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The way over TCP through whoset, in real time; remembers the truth of each write under the names that the log will have for it.
 *
 * <p>Confined to its story's thread.
 */
final class TcpWire implements Wire, World.Pace, AutoCloseable {
    private final InetSocketAddress proxy;
    private final InetSocketAddress server;
    private final Selector selector;
    private final long startNanos = System.nanoTime();
    private final Map<Long, Connection> connections = new HashMap<>();
    private final List<Runnable> came = new ArrayList<>();
    private final Map<String, Queue<Verdict>> truths = new HashMap<>();
    private World world;

    @SuppressWarnings("NullAway.Init") // the world is made with its wire
    TcpWire(InetSocketAddress proxy, InetSocketAddress server) throws IOException {
        this.proxy = proxy;
        this.server = server;
        this.selector = Selector.open();
    }

    /** The wire of a world. */
    Wire of(World whose) {
        world = whose;
        return this;
    }

    @Override
    public void send(Client from, Request request, Consumer<Reply> then) {
        Origin origin = from.next();
        try {
            Connection connection = connections.get(origin.conn());
            if (connection == null) {
                connection = new Connection(from.writer(), proxy, selector);
                connections.put(origin.conn(), connection);
            }
            Value value = request.value();
            truths.computeIfAbsent(name(connection.peer(), request.cmd(), request.key()), key -> new ArrayDeque<>())
                    .add(value == null ? Verdict.CLEAN : value.truth());
            connection.send(request, then);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (request.noreply()) {
            world.after(1, () -> then.accept(new Reply("none", false, 0)));
        }
    }

    private static String name(String peer, String cmd, String key) {
        return peer + ' ' + cmd + ' ' + key;
    }

    /** What is true of the next write of this peer, command and key. */
    Verdict truth(String peer, String cmd, String key) {
        Queue<Verdict> left = truths.get(name(peer, cmd, key));
        Verdict truth = left == null ? null : left.poll();
        if (truth == null) {
            throw new IllegalStateException("the log has a write that nobody sent: " + name(peer, cmd, key));
        }
        return truth;
    }

    @Override
    public long advance(long toMicros) {
        try {
            for (Connection connection : connections.values()) {
                connection.flush();
            }
            while (now() < toMicros && came.isEmpty()) {
                // up to a millisecond late rather than spinning
                selector.select(Math.max(1, (toMicros - now()) / 1000));
                readSelected();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        came.forEach(reply -> world.after(0, reply));
        came.clear();
        return Math.min(now(), toMicros);
    }

    private void readSelected() throws IOException {
        for (SelectionKey key : selector.selectedKeys()) {
            ((Connection) key.attachment()).read(came::add);
        }
        selector.selectedKeys().clear();
    }

    private long now() {
        return TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - startNanos);
    }

    @Override
    public void restartCache() {
        behindItsBack("flush_all\r\n");
    }

    @Override
    public void evict(String key) {
        behindItsBack("delete " + key + "\r\n");
    }

    private void behindItsBack(String line) {
        try (Socket socket = new Socket(server.getAddress(), server.getPort())) {
            socket.getOutputStream().write(line.getBytes(StandardCharsets.US_ASCII));
            int first = socket.getInputStream().read();
            if (first < 0) {
                throw new IOException("memcached closed the connection");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        for (Connection connection : connections.values()) {
            connection.close();
        }
        selector.close();
    }
}
