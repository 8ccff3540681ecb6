package io.whoset.protocol.pairing;

import io.whoset.protocol.text.Reply;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Requests in the order in which they were sent, until each is settled.
 *
 * <p><b>Units, bounds</b> holds at most the configured number of requests, each key of a {@code gat} counted; who adds looks at {@link #isFull()} first.
 *
 * <p>Confined to the connection's event loop.
 *
 * @param <T> the sink's token
 */
final class PendingReplies<T> {
    /** How far a reply looks for a second request that it could answer; beyond, it is taken for ambiguous. */
    private static final int LOOK_AHEAD = 64;

    private final int capacity;
    private final ExchangeSink<T> sink;
    private final ArrayDeque<Pending<T>> queue = new ArrayDeque<>();
    private int moreKeys;

    PendingReplies(int capacity, ExchangeSink<T> sink) {
        this.capacity = capacity;
        this.sink = sink;
    }

    boolean isFull() {
        return keys() >= capacity;
    }

    int size() {
        return queue.size();
    }

    /** Requests, and each key of one beyond its first. */
    int keys() {
        return queue.size() + moreKeys;
    }

    /** A request has one more key. */
    void onPart(Pending<T> pending) {
        if (pending.size() > 1) {
            moreKeys++;
        }
    }

    void add(Pending<T> pending) {
        queue.add(pending);
    }

    /** The request that is still being sent, or the last that was; null where none waits. */
    @Nullable
    Pending<T> last() {
        return queue.peekLast();
    }

    @Nullable
    Pending<T> first() {
        return queue.peekFirst();
    }

    void remove(Pending<T> pending) {
        if (queue.removeLastOccurrence(pending)) {
            forget(pending);
        }
    }

    private void forget(Pending<T> pending) {
        moreKeys -= Math.max(0, pending.size() - 1);
    }

    void settleFirst(@Nullable String outcome) {
        Pending<T> first = queue.removeFirst();
        forget(first);
        first.settle(sink, outcome);
    }

    /** Settles the requests at the head that a line cannot answer and that may say nothing. */
    void settleSilentBefore(Reply reply) {
        Pending<T> head = queue.peekFirst();
        while (head != null && head.maySayNothing() && !canAnswer(head, reply)) {
            settleFirst(ExchangeSink.NONE);
            head = queue.peekFirst();
        }
    }

    /** Settles as not known all requests at the head that a line cannot answer: a line before it may have answered them. */
    void settleUnknownBefore(Reply reply) {
        Pending<T> head = queue.peekFirst();
        while (head != null && !canAnswer(head, reply)) {
            settleFirst(null);
            head = queue.peekFirst();
        }
    }

    /** A request that is not whole waits, whatever comes. */
    private static boolean canAnswer(Pending<?> pending, Reply reply) {
        return !pending.isWhole() || pending.expectation().accepts(pending.command(), reply);
    }

    /** Whether another request than the head could be answered by a line as well, because the head may say nothing. */
    boolean isAmbiguous(Reply reply) {
        int seen = 0;
        for (Iterator<Pending<T>> rest = queue.iterator(); rest.hasNext(); seen++) {
            Pending<T> pending = rest.next();
            if (seen > LOOK_AHEAD || (seen > 0 && pending.expectation().accepts(pending.command(), reply))) {
                return true;
            }
            if (!pending.maySayNothing()) {
                return false;
            }
        }
        return false;
    }

    /** Settles everything. A request that is not whole yet has nobody waiting: it never arrived. */
    void settleAll(Function<Pending<T>, @Nullable String> outcome) {
        while (!queue.isEmpty()) {
            Pending<T> pending = queue.removeFirst();
            forget(pending);
            pending.settle(sink, outcome.apply(pending));
        }
    }
}
