package io.whoset.app.demo;

import io.whoset.forensics.record.TimeSource;
import java.net.InetSocketAddress;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

/**
 * One server of the fleet without the others in its process: the truth behind the cache is then a function of the clock, which all of them
 * share. Waits for a cache that is not there yet.
 *
 * <p><b>Threading</b> runs on the caller's thread until it is interrupted or the process ends.
 */
public final class LoneServer {
    private static final long RETRY_MILLIS = 500;

    private LoneServer() {}

    /** Serves until the process ends. */
    public static void run(InetSocketAddress cache, boolean notRestarted, TimeSource time) throws InterruptedException {
        Songs songs = new Songs(() -> TimeUnit.MICROSECONDS.toSeconds(time.epochMicros(time.nanos())));
        IntFunction<byte[]> answer = notRestarted ? song -> songs.unauthorized() : songs::healthy;
        CountDownLatch stop = new CountDownLatch(1);
        while (!stop.await(RETRY_MILLIS, TimeUnit.MILLISECONDS)) {
            InetSocketAddress resolved = new InetSocketAddress(cache.getHostString(), cache.getPort());
            if (!resolved.isUnresolved()) {
                InetSocketAddress anySource = new InetSocketAddress(0);
                new FleetServer(
                                anySource,
                                resolved,
                                songs,
                                answer,
                                new Ledger(),
                                stop,
                                new SplittableRandom(time.nanos()))
                        .run();
            }
        }
    }
}
