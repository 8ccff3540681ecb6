package io.whoset.proxy.tls;

import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks once a minute whether the files of TLS contexts have changed. Started and closed by one thread. */
public final class FileWatch implements AutoCloseable {
    private static final long EVERY_SECONDS = 60;
    private static final Logger log = LoggerFactory.getLogger(FileWatch.class);

    private final List<ReloadingContext<?>> contexts;
    private final ScheduledExecutorService thread;

    /** Watches these, with no thread where there are none. */
    public FileWatch(List<ReloadingContext<?>> contexts) {
        this.contexts = List.copyOf(contexts);
        this.thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread daemon = new Thread(task, "whoset-tls-files");
            daemon.setDaemon(true);
            return daemon;
        });
        if (!contexts.isEmpty()) {
            var unused = thread.scheduleWithFixedDelay(this::look, EVERY_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS);
        }
    }

    private void look() {
        try {
            contexts.forEach(ReloadingContext::reloadIfChanged);
        } catch (RuntimeException e) {
            log.atError().setCause(e).log("the TLS files could not be looked at, they are tried again in a minute");
        }
    }

    /** Reads all files again now. */
    public void reloadAll() {
        contexts.forEach(ReloadingContext::reload);
    }

    /** Whether there is anything to watch. */
    public boolean hasFiles() {
        return !contexts.isEmpty();
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
