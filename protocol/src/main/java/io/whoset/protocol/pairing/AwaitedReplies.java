package io.whoset.protocol.pairing;

import io.whoset.protocol.binary.BinaryReply;
import io.whoset.protocol.binary.BinaryRequest;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Binary requests in the order in which they were sent, until each is settled.
 *
 * <p><b>Units, bounds</b> holds at most the configured number of requests, and a lane for each quiet write at most; who adds looks at
 * {@link #isFull()} first.
 *
 * <p>Confined to the connection's event loop.
 *
 * @param <T> the sink's token
 */
final class AwaitedReplies<T> {
    private final int capacity;
    private final ExchangeSink<T> sink;
    private final ArrayDeque<Awaited<T>> queue = new ArrayDeque<>();
    /** The lanes since the last request that must be answered. */
    private Map<Long, Lane> lanes = new HashMap<>();

    AwaitedReplies(int capacity, ExchangeSink<T> sink) {
        this.capacity = capacity;
        this.sink = sink;
    }

    boolean isFull() {
        return queue.size() >= capacity;
    }

    int size() {
        return queue.size();
    }

    @Nullable
    Awaited<T> first() {
        return queue.peekFirst();
    }

    Awaited<T> add(BinaryRequest request) {
        Lane lane = null;
        if (request.isQuietOpcode() && (request.command().isWrite() || !request.maySayNothing())) {
            lane = lanes.computeIfAbsent(
                    Lane.look(request.opcode(), request.opaque()),
                    look -> new Lane(request.opcode(), request.opaque()));
            lane.enter();
        }
        if (!request.maySayNothing() && !lanes.isEmpty()) {
            lanes = new HashMap<>();
        }
        Awaited<T> awaited = new Awaited<>(request, lane);
        queue.add(awaited);
        return awaited;
    }

    /** The first request that a reply can belong to: quiet ones may be passed by, one that must be answered may not. */
    @Nullable
    Awaited<T> firstThatAccepts(BinaryReply reply) {
        for (Iterator<Awaited<T>> all = queue.iterator(); all.hasNext(); ) {
            Awaited<T> awaited = all.next();
            if (awaited.accepts(reply)) {
                return awaited;
            }
            if (!awaited.request().maySayNothing()) {
                return null;
            }
        }
        return null;
    }

    /** Settles the requests before one that was answered: they were done before it. */
    void settleBefore(Awaited<T> answered, Function<Awaited<T>, @Nullable String> outcome) {
        for (Awaited<T> head = queue.peekFirst(); head != null && head != answered; head = queue.peekFirst()) {
            settleFirst(outcome.apply(head));
        }
    }

    void settleFirst(@Nullable String outcome) {
        Awaited<T> head = queue.removeFirst();
        leaveLane(head);
        head.settle(sink, outcome);
    }

    /** The request that is sent last is settled out of turn. */
    void settleLast(@Nullable String outcome) {
        Awaited<T> last = queue.removeLast();
        leaveLane(last);
        last.settle(sink, outcome);
    }

    void settleAll(Function<Awaited<T>, @Nullable String> outcome) {
        while (!queue.isEmpty()) {
            settleFirst(outcome.apply(queue.getFirst()));
        }
    }

    private void leaveLane(Awaited<T> awaited) {
        Lane lane = awaited.lane();
        if (lane != null && lane.leave()) {
            lanes.remove(lane.look(), lane);
        }
    }
}
