package io.whoset.protocol.pairing;

import io.whoset.protocol.Command;
import io.whoset.protocol.Key;
import io.whoset.protocol.text.Reply;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One request that waits for its reply, and what its sink wants back.
 *
 * <p>Confined to the connection's event loop.
 *
 * @param <T> the sink's token
 */
final class Pending<T> {
    private final Command command;
    private final Expectation expectation;
    private final boolean maySayNothing;
    private List<Part<T>> parts = List.of();
    private boolean whole;
    private @Nullable String earlyOutcome;

    /** One key of the request: all but {@code gat} and {@code gats} have one at most. */
    private static final class Part<T> {
        private final @Nullable Key key;
        private final T token;
        private boolean hit;

        Part(@Nullable Key key, T token) {
            this.key = key;
            this.token = token;
        }
    }

    Pending(Command command, Expectation expectation, boolean maySayNothing) {
        this.command = command;
        this.expectation = expectation;
        this.maySayNothing = maySayNothing;
    }

    Command command() {
        return command;
    }

    Expectation expectation() {
        return expectation;
    }

    /** Whether the server may answer it with nothing at all. */
    boolean maySayNothing() {
        return maySayNothing;
    }

    /** The sink waits for the outcome of a key. */
    void add(Command ofKey, T token) {
        if (parts.isEmpty()) {
            parts = new ArrayList<>(1);
        }
        parts.add(new Part<>(ofKey.key(), token));
    }

    void onWhole() {
        whole = true;
    }

    /** Whether all of the request has passed. */
    boolean isWhole() {
        return whole;
    }

    /** The server answered before the request was whole: a value that is too large. */
    void onEarly(String outcome) {
        earlyOutcome = outcome;
    }

    @Nullable
    String earlyOutcome() {
        return earlyOutcome;
    }

    /** A value block of a retrieval: {@code VALUE k 0 5}. */
    void onValue(Reply reply) {
        for (int at = 0; at < parts.size(); at++) { // a get has none: not even an iterator is made for it
            Part<T> part = parts.get(at);
            if (!part.hit && part.key != null && reply.isAboutKey(part.key.bytes())) {
                part.hit = true;
                return;
            }
        }
    }

    /** Number of keys whose outcome is waited for. */
    int size() {
        return parts.size();
    }

    /** Tells the sink; a key of a retrieval that was hit has the outcome {@code VALUE}. */
    void settle(ExchangeSink<T> sink, @Nullable String outcome) {
        for (int at = 0; at < parts.size(); at++) { // as above
            Part<T> part = parts.get(at);
            sink.onSettled(
                    part.token, part.hit && outcome != null && !outcome.equals(ExchangeSink.LOST) ? "VALUE" : outcome);
        }
    }
}
