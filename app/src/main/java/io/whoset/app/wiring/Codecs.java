package io.whoset.app.wiring;

import io.whoset.forensics.payload.ZstdDecoders;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads what opening compressed payloads needs of native libraries. Without it such payloads stay closed, which is said once.
 *
 * <p>Safe for many threads.
 */
public final class Codecs {
    private static final Logger log = LoggerFactory.getLogger(Codecs.class);

    private Codecs() {}

    /** Loads it on a thread of its own: neither the start nor an event loop waits for the disk. */
    static void prepareAside() {
        Thread loader = new Thread(Codecs::prepare, "whoset-codecs");
        loader.setDaemon(true);
        loader.start();
    }

    /** Loads it now. */
    public static void prepare() {
        String problem = ZstdDecoders.prepare();
        if (problem != null) {
            log.atWarn()
                    .addKeyValue("why", problem)
                    .log("no library for Zstandard here, such payloads are logged and judged unopened");
        }
    }
}
