package io.whoset.proxy.health;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.whoset.forensics.record.TimeSource;
import io.whoset.proxy.ActiveRoute;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Sends a real request ({@code version}) through a route's listener to its memcached and back, on a connection of its own.
 *
 * <p><b>Units, bounds</b> an answer is kept for one second; a probe takes two seconds at most.
 *
 * <p>Safe for many threads; blocks, so never called on an event loop.
 */
public final class RouteProbe {
    private static final long KEEP_NANOS = 1_000_000_000L;
    private static final Duration WITHIN = Duration.ofSeconds(2);

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
        Question question = new Question(route.route().options().acceptProxy(), route.tls());
        ChannelFuture connected = route.dialer().dial(route.route().listen(), target(), WITHIN, question);
        connected.addListener(done -> {
            if (!done.isSuccess()) {
                question.onFailed(done.cause());
            }
        });
        String reason = await(question.answered());
        if (!reason.isEmpty()) {
            connected.channel().close().addListener(ChannelFutureListener.FIRE_EXCEPTION_ON_FAILURE);
        }
        return new Result(name, reason.isEmpty(), reason);
    }

    private SocketAddress target() {
        return route.localAddress() instanceof InetSocketAddress listening
                        && listening.getAddress().isAnyLocalAddress()
                ? new InetSocketAddress(InetAddress.getLoopbackAddress(), listening.getPort())
                : route.localAddress();
    }

    private String await(Future<?> answered) {
        try {
            Object unused = answered.get(WITHIN.toMillis(), TimeUnit.MILLISECONDS);
            return "";
        } catch (ExecutionException e) {
            return "memcached at " + route.route().upstream() + " did not answer: "
                    + Objects.requireNonNullElse(e.getCause(), e).getMessage();
        } catch (TimeoutException e) {
            return "memcached at " + route.route().upstream() + " did not answer within " + WITHIN.toSeconds() + " s";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "the probe was interrupted";
        }
    }
}
