package io.whoset.app.ledger;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongPredicate;

/**
 * One client: pipelines of units, cut anywhere, from an address of its own, over a new connection now and then. Every answer must be the one
 * that the unit foretold.
 *
 * <p>Confined to one thread; what it counted is read after its end.
 */
final class LoadClient implements Callable<Integer> {
    private static final int ADDRESSES = 8;
    private static final int TIMEOUT_MILLIS = 60_000;

    private final InetSocketAddress server;
    private final long seed;
    private final int client;
    private final LongPredicate goOn;
    private final SplittableRandom random;
    final Set<String> peers = ConcurrentHashMap.newKeySet();
    int units;
    long writes;

    /** Goes on with one more batch while {@code goOn} says so, which is told the writes of the last one. */
    LoadClient(InetSocketAddress server, long seed, int client, LongPredicate goOn) {
        this.server = server;
        this.seed = seed;
        this.client = client;
        this.goOn = goOn;
        this.random = new SplittableRandom(seed + client);
    }

    /** The number of its units. */
    @Override
    public Integer call() throws IOException {
        boolean more = true;
        while (more) {
            try (Socket socket = connect()) {
                for (int batch = 20 + random.nextInt(200); batch > 0 && more; batch--) {
                    more = goOn.test(batch(socket));
                }
            }
        }
        return units;
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket();
        socket.setSoTimeout(TIMEOUT_MILLIS);
        socket.setTcpNoDelay(true);
        String address = "127.0.1." + (1 + client % ADDRESSES);
        socket.bind(new InetSocketAddress(InetAddress.getByName(address), 0));
        peers.add(address + ":" + socket.getLocalPort());
        socket.connect(server);
        return socket;
    }

    private long batch(Socket socket) throws IOException {
        ByteArrayOutputStream requests = new ByteArrayOutputStream();
        ByteArrayOutputStream replies = new ByteArrayOutputStream();
        long sent = 0;
        for (int left = 1 + random.nextInt(16); left > 0; left--) {
            Unit unit = Unit.of(seed, client, units++);
            requests.writeBytes(unit.requests.toByteArray());
            replies.writeBytes(unit.replies.toByteArray());
            sent += unit.writes.size();
        }
        send(socket, requests.toByteArray());
        byte[] expected = replies.toByteArray();
        byte[] answer = socket.getInputStream().readNBytes(expected.length);
        if (Unit.isBinary(client)) {
            forgetCas(answer);
        }
        int differs = Arrays.mismatch(answer, expected);
        if (differs >= 0) {
            throw new IOException("client " + client + " before unit " + units + " was answered \""
                    + around(answer, differs) + "\" and not \"" + around(expected, differs) + "\"");
        }
        writes += sent;
        return sent;
    }

    private static void forgetCas(byte[] replies) {
        ByteBuffer frames = ByteBuffer.wrap(replies);
        for (int at = 0; at + BinaryUnit.HEADER <= replies.length; ) {
            frames.putLong(at + BinaryUnit.CAS, 0);
            at += BinaryUnit.HEADER + Math.max(0, frames.getInt(at + BinaryUnit.BODY_LENGTH));
        }
    }

    private void send(Socket socket, byte[] bytes) throws IOException {
        int cut = random.nextInt(bytes.length + 1);
        socket.getOutputStream().write(bytes, 0, cut);
        socket.getOutputStream().write(bytes, cut, bytes.length - cut);
    }

    private static String around(byte[] bytes, int at) {
        int from = Math.max(0, at - 40);
        return new String(bytes, from, Math.min(80, bytes.length - from), StandardCharsets.ISO_8859_1);
    }
}
