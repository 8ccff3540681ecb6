package io.whoset.benchmarks.sim;

import io.whoset.forensics.record.Interval;
import io.whoset.forensics.record.Origin;
import io.whoset.forensics.record.Verdict;
import io.whoset.forensics.record.WriteRecord;
import io.whoset.protocol.Key;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A cache in virtual time: every request takes its way there and back, others come in between.
 *
 * <p>Confined to its world's thread.
 */
public final class ModelWire implements Wire {
    private static final double MEAN_WAY_MICROS = 150;

    private final World world;
    private final Witness witness;
    private final PayloadLens lens = new PayloadLens();
    private final Cache cache = new Cache();
    private final Map<Long, Map<String, Interval>> reads = new HashMap<>();

    /** A wire that a witness watches. */
    public ModelWire(World world, Witness witness) {
        this.world = world;
        this.witness = witness;
    }

    @Override
    public void send(Client from, Request request, Consumer<Reply> then) {
        Origin origin = from.next();
        long sent = world.now();
        long there = 30 + world.pause(MEAN_WAY_MICROS);
        if (request.noreply()) {
            witness.onWrite(record(origin, request, sent, null, basis(origin, request)), truth(request));
            world.after(there, () -> cache.execute(request, world.now()));
            world.after(1, () -> then.accept(new Reply("none", false, 0)));
            return;
        }
        Interval basis = basis(origin, request);
        world.after(there, () -> {
            Reply reply = cache.execute(request, world.now());
            world.after(30 + world.pause(MEAN_WAY_MICROS), () -> {
                settle(origin, request, sent, reply, basis);
                then.accept(reply);
            });
        });
    }

    /** What digest, sniffing and preview took until now, nanoseconds of wall time. */
    public long payloadNanos() {
        return lens.nanos();
    }

    private static Verdict truth(Request request) {
        return request.value() == null ? Verdict.CLEAN : request.value().truth();
    }

    private void settle(Origin origin, Request request, long sent, Reply reply, @Nullable Interval basis) {
        switch (request.cmd()) {
            case "get", "gets", "mg" ->
                reads.computeIfAbsent(origin.conn(), conn -> new HashMap<>())
                        .put(request.key(), new Interval(sent * 1000, world.now() * 1000));
            default -> witness.onWrite(record(origin, request, sent, reply.word(), basis), truth(request));
        }
    }

    /** When the connection read the key that it stores now. */
    private @Nullable Interval basis(Origin origin, Request request) {
        Map<String, Interval> own = reads.get(origin.conn());
        return own == null || request.value() == null ? null : own.remove(request.key());
    }

    private WriteRecord record(
            Origin origin, Request request, long sent, @Nullable String word, @Nullable Interval basis) {
        Value value = request.value();
        return new WriteRecord(
                origin,
                sent,
                request.cmd(),
                request.key().isEmpty() ? null : Key.of(request.key()),
                value == null ? null : (Long) value.flags(),
                value == null ? null : (Long) value.exptime(),
                value == null ? null : lens.of(value.bytes()),
                word == null ? "none" : word,
                word == null ? null : (Long) (world.now() - sent),
                word == null ? Interval.open(sent * 1000) : new Interval(sent * 1000, world.now() * 1000),
                basis,
                request.rides());
    }

    @Override
    public void restartCache() {
        cache.restart();
    }

    @Override
    public void evict(String key) {
        cache.evict(key);
    }
}
