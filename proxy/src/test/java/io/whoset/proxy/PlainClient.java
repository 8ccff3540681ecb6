package io.whoset.proxy;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;

/** A blocking client that sends text and reads lines. Confined to one thread. */
final class PlainClient implements AutoCloseable {
    private final Socket socket = new Socket();
    private final InputStream in;

    PlainClient(InetSocketAddress server) throws IOException {
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(20_000);
        socket.connect(server, 10_000);
        in = new BufferedInputStream(socket.getInputStream());
    }

    void send(String text) throws IOException {
        send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    /** The next line without its end. */
    String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new IOException("closed after \"" + line + "\"");
            }
            line.append((char) next);
        }
        return line.toString().trim();
    }

    /** Sends and reads one line. */
    String ask(String text) throws IOException {
        send(text);
        return line();
    }

    void read(byte[] into) throws IOException {
        if (in.readNBytes(into, 0, into.length) < into.length) {
            throw new IOException("closed in a reply");
        }
    }

    void skip(int bytes) throws IOException {
        in.readNBytes(bytes);
    }

    SocketAddress end() {
        return socket.getLocalSocketAddress();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
