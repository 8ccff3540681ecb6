package io.whoset.proxy.bypass;

import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets each check run once in ten seconds, one after the other. Started and closed by one thread. */
public final class BypassWatch implements AutoCloseable {
    private static final long EVERY_SECONDS = 10;
    private static final Logger log = LoggerFactory.getLogger(BypassWatch.class);

    private final ScheduledExecutorService thread;

    /** Begins, with no thread where there is nothing to check. */
    public BypassWatch(List<BypassCheck> checks) {
        this.thread = Executors.newScheduledThreadPool(1, task -> {
            Thread daemon = new Thread(task, "whoset-bypass");
            daemon.setDaemon(true);
            return daemon;
        });
        for (BypassCheck check : checks) {
            var unused = thread.scheduleWithFixedDelay(() -> run(check), 0, EVERY_SECONDS, TimeUnit.SECONDS);
        }
    }

    private static void run(BypassCheck check) {
        try {
            check.check();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            log.atError()
                    .addKeyValue("route", check.route())
                    .setCause(e)
                    .log("a bypass check failed by a defect and is tried again, please report it");
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
