package io.whoset.testkit;

import io.whoset.testkit.Transcript.End;
import io.whoset.testkit.Transcript.Side;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A client's end of one connection: sends in the script's thread, receives in a thread of its own, so that neither waits for the other.
 *
 * <p>Methods are for the script's thread; what was received is guarded by this object's monitor.
 */
final class ClientEnd {
    private static final int WAIT_MILLIS = 10_000;
    private static final int POLL_MILLIS = 100;

    private final Socket socket = new Socket();
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private @Nullable End end;
    private int seen;
    private long changes;

    ClientEnd(InetSocketAddress server) throws IOException {
        socket.setTcpNoDelay(true);
        socket.connect(server, WAIT_MILLIS);
        Thread reader = new Thread(this::receive, "script-reader");
        reader.setDaemon(true);
        reader.start();
    }

    void perform(Step step) throws IOException {
        switch (step.action()) {
            case SEND -> send(step.bytes());
            case AWAIT_TEXT -> awaitBytes(step, () -> endsWith(step.bytes()));
            case AWAIT_BYTES -> awaitBytes(step, () -> received.size() - seen >= step.number());
            case AWAIT_SILENCE -> awaitSilence(step.number());
            case AWAIT_END -> await(() -> end != null);
            case HALF_CLOSE -> halfClose();
            case CLOSE -> close(-1);
            case RESET -> close(0);
            default -> {
                // it is open
            }
        }
    }

    private void send(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
        } catch (IOException closed) {
            // the server may close before all was sent: what came back tells
            return;
        }
    }

    private void awaitBytes(Step step, BooleanSupplier came) throws IOException {
        await(() -> came.getAsBoolean() || end != null);
        synchronized (this) {
            if (!came.getAsBoolean() && end == null) {
                throw new IOException("waited in vain for " + step + ", saw: " + text());
            }
            seen = received.size();
        }
    }

    private boolean endsWith(byte[] bytes) {
        byte[] all = received.toByteArray();
        return all.length - seen >= bytes.length
                && Arrays.equals(all, all.length - bytes.length, all.length, bytes, 0, bytes.length);
    }

    private synchronized void awaitSilence(int millis) throws IOException {
        long before = changes - 1;
        while (before != changes && end == null) {
            before = changes;
            waitMillis(millis);
        }
        seen = received.size();
    }

    /** Waits for a condition until nothing has come for ten seconds. */
    private synchronized boolean await(BooleanSupplier condition) throws IOException {
        long before = changes;
        for (int poll = 0; poll < WAIT_MILLIS / POLL_MILLIS && !condition.getAsBoolean(); poll++) {
            waitMillis(POLL_MILLIS);
            poll = before == changes ? poll : 0;
            before = changes;
        }
        return condition.getAsBoolean();
    }

    @SuppressWarnings("WaitNotInLoop") // both callers loop
    private synchronized void waitMillis(long millis) throws IOException {
        try {
            wait(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private void halfClose() {
        try {
            socket.shutdownOutput();
        } catch (IOException closed) {
            // it is closed already, which the reader hears of
            return;
        }
    }

    private void close(int lingerSeconds) throws IOException {
        onEnd(End.OWN);
        if (lingerSeconds >= 0) {
            socket.setSoLinger(true, lingerSeconds);
        }
        socket.close();
    }

    /** Sends no more and waits for the server's close. */
    Side finish() throws IOException {
        if (!socket.isClosed()) {
            halfClose();
            await(() -> end != null);
        }
        synchronized (this) {
            return new Side(text(), end == null ? End.OPEN : end);
        }
    }

    /** Lets go whatever the state. */
    void abandon() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void receive() {
        byte[] buffer = new byte[65_536];
        try {
            InputStream in = socket.getInputStream();
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                onBytes(buffer, count);
            }
            onEnd(End.FIN);
        } catch (IOException reset) {
            onEnd(End.RESET);
        }
    }

    private synchronized void onBytes(byte[] buffer, int count) {
        if (end == null) {
            received.write(buffer, 0, count);
            changes++;
            notifyAll();
        }
    }

    private synchronized void onEnd(End how) {
        if (end == null) {
            end = how;
            notifyAll();
        }
    }

    private synchronized String text() {
        return received.toString(StandardCharsets.ISO_8859_1);
    }
}
