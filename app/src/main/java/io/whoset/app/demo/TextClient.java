package io.whoset.app.demo;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * As much of a memcached client as the demo's servers need: {@code get} and {@code set}, one connection, blocking.
 *
 * <p><b>Threading</b> confined to its server's thread; {@link #close} may come from any.
 */
final class TextClient implements AutoCloseable {
    private static final int CONNECT_TIMEOUT_MILLIS = 3_000;
    private static final int READ_TIMEOUT_MILLIS = 10_000;
    private static final byte[] CR_LF = {'\r', '\n'};

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    /** Connects to a server from a source address of this machine. */
    TextClient(InetSocketAddress source, InetSocketAddress server) throws IOException {
        socket = new Socket();
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(READ_TIMEOUT_MILLIS);
        socket.bind(source);
        socket.connect(server, CONNECT_TIMEOUT_MILLIS);
        in = new BufferedInputStream(socket.getInputStream());
        out = socket.getOutputStream();
    }

    /** The value of a key: {@code get k\r\n}, empty for a miss. */
    Optional<byte[]> get(String key) throws IOException {
        out.write(("get " + key + "\r\n").getBytes(StandardCharsets.US_ASCII));
        String line = readLine();
        if (line.equals("END")) {
            return Optional.empty();
        }
        byte[] value = new byte[Integer.parseInt(line.substring(line.lastIndexOf(' ') + 1))];
        if (in.readNBytes(value, 0, value.length) != value.length
                || !readLine().isEmpty()
                || !readLine().equals("END")) {
            throw new IOException("the answer to get " + key + " is not complete");
        }
        return Optional.of(value);
    }

    /** Stores a value: {@code set k flags exptime bytes\r\n<data>\r\n}; whether the answer was {@code STORED}. */
    boolean set(String key, int flags, int exptimeSeconds, byte[] value) throws IOException {
        String line = "set " + key + " " + flags + " " + exptimeSeconds + " " + value.length + "\r\n";
        byte[] request = new byte[line.length() + value.length + CR_LF.length];
        System.arraycopy(line.getBytes(StandardCharsets.US_ASCII), 0, request, 0, line.length());
        System.arraycopy(value, 0, request, line.length(), value.length);
        System.arraycopy(CR_LF, 0, request, line.length() + value.length, CR_LF.length);
        out.write(request);
        return readLine().equals("STORED");
    }

    private String readLine() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("the connection was closed");
            }
            line.append((char) c);
        }
        line.setLength(Math.max(0, line.length() - 1));
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
