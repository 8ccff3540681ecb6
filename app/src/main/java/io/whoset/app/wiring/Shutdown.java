package io.whoset.app.wiring;

import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * SIGTERM and Ctrl-C: stop accepting, let requests in flight finish, flush the log, exit 0.
 *
 * <p><b>Threading</b> main thread; the stop itself runs on the JVM's shutdown thread.
 */
public final class Shutdown {
    private static final Logger log = LoggerFactory.getLogger(Shutdown.class);

    private Shutdown() {}

    /** Announces a running whoset and waits for the signal; never returns before it. */
    public static void runUntilSignal(Whoset whoset, Consumer<Whoset> announce) throws InterruptedException {
        onSignal(whoset::close);
        announce.accept(whoset);
        new CountDownLatch(1).await();
    }

    /**
     * On a signal runs this and ends the process with 0 (1 where it fails): the JVM's own code would be 128 and the signal's number.
     * The returned hook can be taken away again.
     */
    public static Thread onSignal(Runnable stop) {
        Thread hook = new Thread(() -> Runtime.getRuntime().halt(stopped(stop)), "whoset-stop");
        Runtime.getRuntime().addShutdownHook(hook);
        return hook;
    }

    private static int stopped(Runnable stop) {
        try {
            stop.run();
            return 0;
        } catch (RuntimeException e) {
            log.atError().setCause(e).log("the stop failed: the last second of the writer log may be missing");
            return 1;
        }
    }
}
