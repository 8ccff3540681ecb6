package io.whoset.app.demo;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.function.IntFunction;

/**
 * Nine web servers, 127.0.1.1 to 127.0.1.9, of which the last was not restarted after a configuration change.
 *
 * <p><b>Threading</b> started and stopped by one thread.
 */
final class Fleet implements AutoCloseable {
    /** The healthy ones. */
    static final int HEALTHY = 8;

    /** The address of the one that was not restarted. */
    static final String BAD = address(HEALTHY + 1);

    private static final long STOP_WITHIN_MILLIS = 5_000;

    private final CountDownLatch stop = new CountDownLatch(1);
    private final List<Thread> threads = new ArrayList<>();
    private final Ledger ledger = new Ledger();

    private Fleet() {}

    /** Starts the servers against a cache; the seed makes their behaviour repeatable. */
    static Fleet start(InetSocketAddress cache, long seed) {
        Fleet fleet = new Fleet();
        Songs songs = new Songs();
        SplittableRandom random = new SplittableRandom(seed);
        for (int server = 1; server <= HEALTHY + 1; server++) {
            IntFunction<byte[]> answer = server <= HEALTHY ? songs::healthy : song -> songs.unauthorized();
            InetSocketAddress source = new InetSocketAddress(address(server), 0);
            fleet.run(server, new FleetServer(source, cache, songs, answer, fleet.ledger, fleet.stop, random.split()));
        }
        return fleet;
    }

    static String address(int server) {
        return "127.0.1." + server;
    }

    private void run(int server, FleetServer task) {
        Thread thread = new Thread(task, "demo-server-" + server);
        thread.setDaemon(true);
        thread.start();
        threads.add(thread);
    }

    /** What they stored. */
    Ledger ledger() {
        return ledger;
    }

    /** Lets every server finish its request, and waits for it. */
    @Override
    public void close() {
        stop.countDown();
        for (Thread thread : threads) {
            try {
                thread.join(STOP_WITHIN_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
