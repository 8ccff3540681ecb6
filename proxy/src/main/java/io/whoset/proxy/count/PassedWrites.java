package io.whoset.proxy.count;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/**
 * The writes that passed whoset to one server, over all routes to it, as three numbers a kind.
 *
 * <ul>
 *   <li><b>arrived</b>: the whole request was there. It is counted before its bytes go on, so that at any moment the server has carried out at most
 *       so many;
 *   <li><b>answered</b>: the server has certainly carried them out, as its reply to them or to a later request of the connection is here;
 *   <li><b>settled</b>: nothing that the client sent before them is waited for, and they have no reply (noreply, lost): the server will have carried
 *       them out a moment later, if ever.
 * </ul>
 *
 * <p>A connection whose requests are not understood makes the numbers say nothing as long as it is open.
 *
 * <p>Safe for many threads.
 */
public final class PassedWrites {
    private final Map<WriteKind, LongAdder> arrived = zero();
    private final Map<WriteKind, LongAdder> answered = zero();
    private final Map<WriteKind, LongAdder> settled = zero();
    private final LongAdder blind = new LongAdder();
    private final LongAdder blindings = new LongAdder();

    /** None yet. */
    public PassedWrites() {}

    private static Map<WriteKind, LongAdder> zero() {
        Map<WriteKind, LongAdder> all = new EnumMap<>(WriteKind.class);
        for (WriteKind kind : WriteKind.values()) {
            all.put(kind, new LongAdder());
        }
        return all;
    }

    /** At least as many as the server has carried out by now. */
    public WriteCounts arrived() {
        return read(arrived);
    }

    /** No more than the server has carried out. */
    public WriteCounts answered() {
        return read(answered);
    }

    /** Without a reply, and nothing in their way any more. */
    public WriteCounts settled() {
        return read(settled);
    }

    private static WriteCounts read(Map<WriteKind, LongAdder> counts) {
        return WriteCounts.of(kind -> adder(counts, kind).sum());
    }

    /** Whether a connection is open whose writes cannot be counted. */
    public boolean isBlind() {
        return blind.sum() > 0;
    }

    /** Grows when such a connection begins and when it ends. */
    public long blindings() {
        return blindings.sum();
    }

    void onArrived(WriteKind kind) {
        adder(arrived, kind).increment();
    }

    void onAnswered(WriteKind kind, int more) {
        adder(answered, kind).add(more);
    }

    void onSettled(WriteKind kind, int more) {
        adder(settled, kind).add(more);
    }

    void onBlind(int more) {
        blind.add(more);
        blindings.increment();
    }

    private static LongAdder adder(Map<WriteKind, LongAdder> counts, WriteKind kind) {
        return java.util.Objects.requireNonNull(counts.get(kind));
    }
}
