package io.whoset.proxy.health;

import io.whoset.forensics.record.TimeSource;
import io.whoset.proxy.ActiveRoute;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Sends a real request ({@code version}) through a route's listener to its memcached and back, on a connection of its own.
 *
 * <p><b>Units, bounds</b> an answer is kept for one second; a probe takes two seconds at most.
 *
 * <p>Safe for many threads; blocks, so never called on an event loop. A unix listener counts as ready while it is open.
 */
public final class RouteProbe {
    private static final long KEEP_NANOS = 1_000_000_000L;
    private static final int TIMEOUT_MILLIS = 2_000;

    private final ActiveRoute route;
    private final TimeSource time;
    private @Nullable Result last;
    private long askedAtNanos;

    /**
     * What a probe said.
     *
     * @param route the route's name
     * @param ready whether a request came back
     * @param reason why not, empty where it did
     */
    public record Result(String route, boolean ready, String reason) {}

    /** The probe of one route. */
    public RouteProbe(ActiveRoute route, TimeSource time) {
        this.route = route;
        this.time = time;
    }

    /** Asks, or gives the answer of less than a second ago. */
    public synchronized Result ask() {
        long now = time.nanos();
        Result known = last;
        if (known == null || now - askedAtNanos > KEEP_NANOS) {
            known = probe();
            last = known;
            askedAtNanos = time.nanos();
        }
        return known;
    }

    private Result probe() {
        String name = route.route().name();
        if (!(route.localAddress() instanceof InetSocketAddress listening)) {
            return new Result(name, true, "");
        }
        InetSocketAddress target = listening.getAddress().isAnyLocalAddress()
                ? new InetSocketAddress(InetAddress.getLoopbackAddress(), listening.getPort())
                : listening;
        try (Socket socket = new Socket()) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.connect(target, TIMEOUT_MILLIS);
            socket.getOutputStream().write("version\r\n".getBytes(StandardCharsets.US_ASCII));
            return isAnswered(socket.getInputStream())
                    ? new Result(name, true, "")
                    : new Result(
                            name,
                            false,
                            "memcached at " + route.route().upstream() + " closed the connection without an answer");
        } catch (IOException e) {
            return new Result(
                    name, false, "memcached at " + route.route().upstream() + " did not answer: " + e.getMessage());
        }
    }

    /** Any line will do: a server that wants authentication says so, and is there. */
    private static boolean isAnswered(InputStream in) throws IOException {
        return in.read() >= 0;
    }
}
