package io.whoset.proxy.bypass;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.whoset.proxy.count.OwnEnds;
import io.whoset.proxy.net.Address;
import io.whoset.proxy.net.Dialer;
import io.whoset.proxy.net.Lookup;
import io.whoset.proxy.relay.UpstreamSpeech;
import java.io.IOException;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;

/**
 * Asks one server for its {@code stats}, each time over a connection of its own.
 *
 * <p><b>Units, bounds</b> three seconds a question.
 *
 * <p>Safe for many threads; blocks, so never called on an event loop.
 */
public final class ServerStats {
    private static final Duration WITHIN = Duration.ofSeconds(3);

    private final Address address;
    private final Lookup lookup;
    private final UpstreamSpeech speech;
    private final Dialer dialer;
    private final OwnEnds own;

    /** The way to one route's server, as its clients' connections take it. */
    public ServerStats(Address address, Lookup lookup, UpstreamSpeech speech, Dialer dialer, OwnEnds own) {
        this.address = address;
        this.lookup = lookup;
        this.speech = speech;
        this.dialer = dialer;
        this.own = own;
    }

    /**
     * Asks; each line comes on an event loop, the last one before this returns.
     *
     * @return this end's address
     * @throws IOException saying what the server answered instead
     */
    SocketAddress ask(String request, BiConsumer<String, String> onStat) throws IOException, InterruptedException {
        IOException failure = new IOException("it has no address");
        for (SocketAddress target : addresses()) {
            try {
                return ask(target, request, onStat);
            } catch (ConnectFailure e) {
                failure = e;
            }
        }
        throw failure;
    }

    private SocketAddress ask(SocketAddress target, String request, BiConsumer<String, String> onStat)
            throws IOException, InterruptedException {
        StatsQuestion question = new StatsQuestion(speech, request, onStat);
        ChannelFuture connected = dialer.dial(address, target, WITHIN, question);
        connected.addListener(done -> {
            if (done.isSuccess()) {
                own.onConnected(connected.channel());
            } else {
                question.onFailed(new ConnectFailure(String.valueOf(done.cause().getMessage())));
            }
        });
        try {
            await(question.answered());
            return connected.channel().localAddress();
        } finally {
            connected.channel().close().addListener(ChannelFutureListener.FIRE_EXCEPTION_ON_FAILURE);
        }
    }

    private List<SocketAddress> addresses() throws IOException, InterruptedException {
        List<SocketAddress> known = lookup.known();
        if (known != null) {
            return known;
        }
        CompletableFuture<List<SocketAddress>> found = new CompletableFuture<>();
        lookup.find(Runnable::run, (all, failure) -> {
            if (all == null) {
                found.completeExceptionally(new IOException("the name " + address.host() + " cannot be looked up"));
            } else {
                found.complete(all);
            }
        });
        return await(found);
    }

    private static <T> T await(Future<T> answer) throws IOException, InterruptedException {
        try {
            return answer.get(WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof ConnectFailure refused
                    ? refused
                    : new IOException(
                            String.valueOf(
                                    e.getCause() == null ? e : e.getCause().getMessage()),
                            e);
        } catch (TimeoutException e) {
            throw new IOException("it did not answer within " + WITHIN.toSeconds() + " s", e);
        }
    }

    /** Not connected: the next address may be. */
    private static final class ConnectFailure extends IOException {
        private static final long serialVersionUID = 1L;

        ConnectFailure(String message) {
            super(message);
        }
    }
}
