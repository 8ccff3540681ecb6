package io.whoset.app.demo;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One web server of the demo's fleet: asks the cache, fills it where it misses, refreshes it when a song was played.
 *
 * <p><b>Threading</b> runs on a thread of its own until the latch opens.
 */
final class FleetServer implements Runnable {
    /** As in the night from which this came: {@code set 3579… 2 6 252}. */
    private static final int FLAGS = 2;

    private static final int EXPTIME_SECONDS = 6;
    private static final int MIN_PAUSE_MILLIS = 40;
    private static final int MAX_PAUSE_MILLIS = 140;
    private static final double PLAYED = 0.15;

    private static final Logger log = LoggerFactory.getLogger(FleetServer.class);

    private final InetSocketAddress source;
    private final InetSocketAddress cache;
    private final Songs songs;
    private final IntFunction<byte[]> answer;
    private final Ledger ledger;
    private final CountDownLatch stop;
    private final RandomGenerator random;

    FleetServer(
            InetSocketAddress source,
            InetSocketAddress cache,
            Songs songs,
            IntFunction<byte[]> answer,
            Ledger ledger,
            CountDownLatch stop,
            RandomGenerator random) {
        this.source = source;
        this.cache = cache;
        this.songs = songs;
        this.answer = answer;
        this.ledger = ledger;
        this.stop = stop;
        this.random = random;
    }

    @Override
    public void run() {
        try (TextClient client = new TextClient(source, cache)) {
            while (!stop.await(random.nextInt(MIN_PAUSE_MILLIS, MAX_PAUSE_MILLIS), TimeUnit.MILLISECONDS)) {
                handleRequest(client);
            }
        } catch (IOException e) {
            ledger.failed();
            log.atWarn()
                    .addKeyValue("server", source.getAddress().getHostAddress())
                    .setCause(e)
                    .log("a demo server lost the cache and stops");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void handleRequest(TextClient client) throws IOException {
        int song = popular();
        boolean played = random.nextDouble() < PLAYED;
        if (played) {
            songs.play(song);
        }
        if (client.get(songs.key(song)).isEmpty() || played) {
            ledger.sent();
            if (client.set(songs.key(song), FLAGS, EXPTIME_SECONDS, answer.apply(song))) {
                ledger.acknowledged();
            }
        }
    }

    /** Some songs are asked for more often than others. */
    private int popular() {
        double uniform = random.nextDouble();
        return (int) (uniform * Math.sqrt(uniform) * Songs.COUNT);
    }
}
