package io.whoset.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What a client does on one connection, so that it can be done twice: straight to a server, and through a proxy. Sends pieces one after
 * the other, ends its direction, and gives all that came back.
 *
 * <p>Confined to one test.
 */
public final class Script {
    private static final int READ_TIMEOUT_MILLIS = 20_000;

    private final List<byte[]> pieces = new ArrayList<>();

    private Script() {}

    /** A script that sends this text. */
    public static Script send(String text) {
        return new Script().then(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** A script of these pieces, each its own packet. */
    public static Script send(List<byte[]> pieces) {
        Script script = new Script();
        script.pieces.addAll(pieces);
        return script;
    }

    /** Sends more. */
    public Script then(byte[] piece) {
        pieces.add(piece);
        return this;
    }

    /**
     * Does it against a server; everything that came until the server closed, as ISO 8859-1 text. A reset counts as a close.
     */
    public String run(InetSocketAddress server) throws IOException {
        try (Socket socket = new Socket()) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(READ_TIMEOUT_MILLIS);
            socket.connect(server);
            Thread sender = new Thread(() -> sendAll(socket), "script");
            sender.start();
            String received = receive(socket);
            sender.join();
            return received;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private void sendAll(Socket socket) {
        try {
            OutputStream out = socket.getOutputStream();
            for (byte[] piece : pieces) {
                out.write(piece);
                out.flush();
            }
            socket.shutdownOutput();
        } catch (IOException closed) {
            // the server may close before all was sent: what came back tells
            return;
        }
    }

    private static String receive(Socket socket) throws IOException {
        ByteArrayOutputStream received = new ByteArrayOutputStream();
        byte[] buffer = new byte[65_536];
        try {
            for (int count = socket.getInputStream().read(buffer);
                    count >= 0;
                    count = socket.getInputStream().read(buffer)) {
                received.write(buffer, 0, count);
            }
        } catch (SocketException reset) {
            return received.toString(StandardCharsets.ISO_8859_1) + "<reset>";
        }
        return received.toString(StandardCharsets.ISO_8859_1);
    }
}
