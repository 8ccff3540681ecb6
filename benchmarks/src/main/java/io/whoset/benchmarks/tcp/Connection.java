package io.whoset.benchmarks.tcp;

import io.whoset.benchmarks.sim.Reply;
import io.whoset.benchmarks.sim.Request;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.function.Consumer;

/**
 * One client connection: requests of the text protocol out, replies in. Requests are sent one by one, but for those that ride behind another.
 *
 * <p>Confined to its story's thread.
 */
final class Connection {
    private static final int BUFFER = 1 << 16;

    private record Asked(Request request, Consumer<Reply> then) {}

    private final SocketChannel channel;
    private final String peer;
    private final Deque<Asked> asked = new ArrayDeque<>();
    private final ByteArrayOutputStream unsent = new ByteArrayOutputStream();
    private final ByteBuffer in = ByteBuffer.allocate(BUFFER);
    private byte[] held = {};

    Connection(String writer, InetSocketAddress server, Selector selector) throws IOException {
        channel = SocketChannel.open();
        channel.bind(new InetSocketAddress(InetAddress.getByName(writer), 0));
        channel.connect(server);
        channel.socket().setTcpNoDelay(true);
        peer = writer + ":" + channel.socket().getLocalPort();
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ, this);
    }

    /** How the log names it. */
    String peer() {
        return peer;
    }

    void send(Request request, Consumer<Reply> then) throws IOException {
        if (!request.rides()) {
            flush();
        }
        unsent.writeBytes(Wording.of(request));
        if (!request.noreply()) {
            asked.add(new Asked(request, then));
        }
    }

    /** Sends what waits. */
    void flush() throws IOException {
        if (unsent.size() > 0) {
            ByteBuffer bytes = ByteBuffer.wrap(unsent.toByteArray());
            unsent.reset();
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        }
    }

    /** Reads what came, and gives each whole reply with who waits for it. */
    void read(Consumer<Runnable> replies) throws IOException {
        while (true) {
            in.clear();
            int count = channel.read(in);
            if (count < 0) {
                throw new EOFException("whoset closed the connection of " + peer);
            }
            if (count == 0) {
                return;
            }
            int before = held.length;
            held = Arrays.copyOf(held, before + count);
            in.flip().get(held, before, count);
            take(replies);
        }
    }

    private void take(Consumer<Runnable> replies) {
        int at = 0;
        for (int end = reply(at); end >= 0; end = reply(at)) {
            Asked next = asked.remove();
            Reply reply = Wording.reply(new String(held, at, end - at, StandardCharsets.ISO_8859_1));
            replies.accept(() -> next.then().accept(reply));
            at = end;
        }
        held = Arrays.copyOfRange(held, at, held.length);
    }

    /** Where the reply that begins here ends; -1 where it is not whole. */
    private int reply(int from) {
        int line = lineEnd(from);
        if (line < 0 || held[from] != 'V' || held[from + 1] != 'A' || held[from + 2] != 'L') {
            return line;
        }
        String[] words = new String(held, from, line - from - 2, StandardCharsets.ISO_8859_1).split(" ", -1);
        int end = line + Integer.parseInt(words[3]) + 2;
        return end > held.length ? -1 : lineEnd(end);
    }

    private int lineEnd(int from) {
        for (int i = from; i < held.length; i++) {
            if (held[i] == '\n') {
                return i + 1;
            }
        }
        return -1;
    }

    void close() throws IOException {
        channel.close();
    }
}
