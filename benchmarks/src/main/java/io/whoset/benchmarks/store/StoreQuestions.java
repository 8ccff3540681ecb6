package io.whoset.benchmarks.store;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The questions that people and the page ask, each with other values every time, a quarter of a second after the answer to the last.
 *
 * <p>Confined to one thread.
 */
final class StoreQuestions {
    private static final int KEY_MILLIS = 150;
    private static final int FILTER_MILLIS = 500;
    private static final int HOUR = 3600;
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private final RunningWhoset whoset;
    private final long writes;
    private final int times;
    private final SplittableRandom random = new SplittableRandom(7);
    private final Consumer<Timings> told;

    StoreQuestions(RunningWhoset whoset, long writes, int times, Consumer<Timings> told) {
        this.whoset = whoset;
        this.writes = writes;
        this.times = times;
        this.told = told;
    }

    void ask() throws IOException, InterruptedException {
        ask(
                "history of a busy key, what the page shows first",
                KEY_MILLIS,
                () -> "writes?limit=50&key=" + coded(MadeWrites.key(random.nextLong(writes))));
        ask("history of a busy key", KEY_MILLIS, () -> "keys/" + coded(MadeWrites.key(random.nextLong(writes))));
        ask("history of a rare key", KEY_MILLIS, () -> "keys/" + coded(rareKey()));
        ask("history of a key that nobody wrote", KEY_MILLIS, () -> "keys/nobody%3A" + random.nextInt(1 << 20));
        filter("newest", () -> "");
        filter("newest, a later page", () -> "&cursor=" + cursor(random.nextInt(18 * HOUR)));
        filter("prefix of many", () -> "&prefix=user");
        filter("prefix of few", () -> "&prefix=user%3A19" + random.nextInt(10_000));
        filter("prefix of none", () -> "&prefix=nobody" + random.nextInt(1 << 20));
        filter("writer", () -> "&writer=" + writer());
        filter("writer that never wrote", () -> "&writer=nobody" + random.nextInt(1 << 20));
        filter("writer, bad", () -> "&verdict=bad&writer=" + writer());
        filter("writer, key family, an hour", () -> "&prefix=cart&writer=" + writer() + "&" + hour());
        filter("digest", () -> "&digest=" + MadeWrites.digest(random.nextLong(writes)));
        filter("digest of none", () -> "&digest=" + MadeWrites.digest(writes * 9 + random.nextLong(writes)));
        filter("verdict bad", () -> "&verdict=bad");
        filter("verdict stale", () -> "&verdict=stale");
        filter("verdict poison (none)", () -> "&verdict=poison");
        filter("command delete", () -> "&cmd=delete");
        filter("command flush_all (none)", () -> "&cmd=flush_all");
        filter("an hour", () -> "&" + hour());
        ask(
                "chart of an hour",
                FILTER_MILLIS,
                () -> "rates?from=" + Instant.now().minusSeconds(HOUR - 1));
        ask("findings", FILTER_MILLIS, () -> "findings?limit=100");
        ask("ranking of writers", FILTER_MILLIS, () -> "writers");
        ask("one writer", FILTER_MILLIS, () -> "writers/" + writer());
    }

    private void filter(String name, Supplier<String> path) throws IOException, InterruptedException {
        ask("filter: " + name, FILTER_MILLIS, () -> "writes?limit=100" + path.get());
    }

    private void ask(String name, int aim, Supplier<String> path) throws IOException, InterruptedException {
        double[] millis = new double[times];
        for (int i = 0; i < times; i++) {
            String asked = "/api/v1/" + path.get();
            long began = System.nanoTime();
            whoset.get(asked);
            millis[i] = (System.nanoTime() - began) / 1e6;
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        told.accept(new Timings(name, aim, millis));
    }

    /** A key from the long tail: the number in it is among the highest. */
    private String rareKey() {
        String key = MadeWrites.key(random.nextLong(writes));
        while (key.startsWith("session") || key.replaceAll("\\D", "").length() < 7) {
            key = MadeWrites.key(random.nextLong(writes));
        }
        return key;
    }

    private String writer() {
        return MadeWrites.writer(random.nextInt(MadeWrites.WRITERS));
    }

    private String hour() {
        Instant from = Instant.now().minusSeconds(HOUR + random.nextInt(17 * HOUR));
        return "from=" + from + "&to=" + from.plusSeconds(HOUR);
    }

    /** An id of that many seconds ago. <b>Source</b> docs/decisions/0003-ids-of-log-lines.md */
    private static String cursor(int secondsAgo) {
        long micros = Instant.now().minusSeconds(secondsAgo).toEpochMilli() * 1000;
        return String.format("%016x", micros << 10);
    }

    private static String coded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
