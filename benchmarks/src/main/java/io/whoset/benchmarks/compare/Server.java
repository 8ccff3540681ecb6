package io.whoset.benchmarks.compare;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A process that answers memcached's protocol on a port of loopback.
 *
 * <p>Confined to the command's thread.
 */
final class Server implements AutoCloseable {
    private static final byte[] ASK = "get nothing\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] END = "END\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int POLL_MILLIS = 2;
    private static final int ANSWER_MILLIS = 2_000;
    private static final long START_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final long STOP_SECONDS = 120;

    private final Process process;
    private final InetSocketAddress address;
    private final double startMillis;

    private Server(Process process, InetSocketAddress address, double startMillis) {
        this.process = process;
        this.address = address;
        this.startMillis = startMillis;
    }

    /** Starts a process that listens on a port that it was told, and waits for its first answer. */
    static Server start(List<String> command, Path output, int port) throws IOException {
        long from = System.nanoTime();
        Process process = spawn(command, Map.of(), output);
        return answering(process, new InetSocketAddress(InetAddress.getLoopbackAddress(), port), from, output);
    }

    /** Starts a process that says in its output, or in this file, on which port it listens. */
    static Server start(List<String> command, Map<String, String> environment, Path output, Path says, Pattern port)
            throws IOException {
        long from = System.nanoTime();
        Process process = spawn(command, environment, output);
        while (System.nanoTime() - from < START_NANOS && process.isAlive()) {
            Matcher matcher = port.matcher(Files.exists(says) ? Files.readString(says) : "");
            if (matcher.find()) {
                int number = Integer.parseInt(matcher.group(1));
                return answering(
                        process, new InetSocketAddress(InetAddress.getLoopbackAddress(), number), from, output);
            }
            pause(process);
        }
        throw failed(process, output);
    }

    private static Process spawn(List<String> command, Map<String, String> environment, Path output)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        return builder.redirectOutput(output.toFile()).start();
    }

    private static Server answering(Process process, InetSocketAddress address, long from, Path output)
            throws IOException {
        while (System.nanoTime() - from < START_NANOS && process.isAlive()) {
            if (answers(address)) {
                return new Server(process, address, (System.nanoTime() - from) / 1e6);
            }
            pause(process);
        }
        throw failed(process, output);
    }

    private static boolean answers(InetSocketAddress address) {
        try (Socket socket = new Socket()) {
            socket.connect(address, ANSWER_MILLIS);
            socket.setSoTimeout(ANSWER_MILLIS);
            socket.getOutputStream().write(ASK);
            InputStream in = socket.getInputStream();
            return java.util.Arrays.equals(in.readNBytes(END.length), END);
        } catch (IOException notYet) {
            return false;
        }
    }

    private static void pause(Process process) {
        try {
            process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static IOException failed(Process process, Path output) throws IOException {
        process.destroyForcibly();
        String said = Files.exists(output) ? Files.readString(output) : "";
        return new IOException("a server did not come up, see " + output + ": " + said);
    }

    /** A port that nobody had a moment ago: for servers that cannot be told to take one and say which. */
    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    InetSocketAddress address() {
        return address;
    }

    long pid() {
        return process.pid();
    }

    /** From the start of the process to its first answer, milliseconds. */
    double startMillis() {
        return startMillis;
    }

    /** Asks it to end, and waits for that. */
    void stop() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException("a server did not end in " + STOP_SECONDS + " s");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
