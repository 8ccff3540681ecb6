package io.whoset.benchmarks.sim;

import io.whoset.forensics.record.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Virtual time and what happens in it, in order; all randomness comes from one seed.
 *
 * <p>Confined to one thread.
 */
public final class World {
    /** Microseconds in a second. */
    public static final long SECOND = 1_000_000;

    private static final long START = 1_750_000_000L * SECOND;
    private static final String UPSTREAM = "127.0.0.1:11211";

    private record Event(long micros, long number, Runnable task) {}

    private final PriorityQueue<Event> events = new PriorityQueue<>((a, b) ->
            a.micros() != b.micros() ? Long.compare(a.micros(), b.micros()) : Long.compare(a.number(), b.number()));
    private final SplittableRandom random;
    private final Pace pace;
    private final Wire wire;
    private long now = START;
    private long number;
    private long connections;

    /** How time goes by between two moments: at once, or as it does outside. */
    public interface Pace {
        /** Virtual time, which nobody waits for. */
        Pace VIRTUAL = micros -> micros;

        /** Goes on to a moment, in microseconds since the world began, or less far where something came in; the moment that was reached. */
        long advance(long micros);
    }

    /** A world whose requests go over a wire. */
    public World(long seed, Pace pace, Function<World, Wire> wire) {
        this.random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + 1);
        this.pace = pace;
        this.wire = wire.apply(this);
    }

    /** Its dice. */
    public SplittableRandom random() {
        return random;
    }

    /** The moment, microseconds since 1970. */
    public long now() {
        return now;
    }

    /** The way to the cache. */
    public Wire wire() {
        return wire;
    }

    /** Does something later. */
    public void after(long micros, Runnable task) {
        events.add(new Event(now + Math.max(0, micros), number++, task));
    }

    /** Lets so much time go by. */
    public void run(double seconds) {
        long end = now + (long) (seconds * SECOND);
        do {
            long target = events.isEmpty() ? end : Math.min(end, events.peek().micros());
            now = Math.max(now, START + pace.advance(target - START));
            runDue(end);
        } while (now < end);
    }

    private void runDue(long end) {
        while (!events.isEmpty() && events.peek().micros() <= Math.min(now, end)) {
            events.poll().task().run();
        }
    }

    /** Exponentially distributed pause around a mean. */
    public long pause(double meanMicros) {
        return (long) (-Math.log(1 - random.nextDouble()) * meanMicros) + 1;
    }

    /** A client with so many connections. */
    public Client client(String writer, int conns) {
        List<Origin> origins = new ArrayList<>();
        for (int i = 0; i < conns; i++) {
            long conn = ++connections;
            origins.add(new Origin("main", UPSTREAM, writer + ":" + (20_000 + conn % 40_000), writer, conn));
        }
        return new Client(writer, origins);
    }

    /** Sends a request whose reply nobody waits for. */
    public void send(Client from, Request request) {
        wire.send(from, request, reply -> {});
    }

    /** Sends a request. */
    public void send(Client from, Request request, Consumer<Reply> then) {
        wire.send(from, request, then);
    }
}
