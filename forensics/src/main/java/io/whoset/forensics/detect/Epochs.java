package io.whoset.forensics.detect;

import io.whoset.forensics.record.Gap;
import java.util.HashMap;
import java.util.Map;

/**
 * Stretches of time without gaps, server by server: only within one is an order known.
 *
 * <p><b>Units, bounds</b> 1024 servers, further ones share one count.
 *
 * <p>Audit thread only.
 */
final class Epochs {
    private static final int MAX_SERVERS = 1024;

    private final Map<String, Long> gaps = new HashMap<>();
    private long everywhere;

    /** Something is missing here. */
    void onGap(Gap gap) {
        if (gap.origin() == null || gaps.size() >= MAX_SERVERS) {
            everywhere++;
        } else {
            gaps.merge(gap.origin().upstream(), 1L, Long::sum);
        }
    }

    /** The stretch in which a server is now; never falls. */
    long of(String upstream) {
        return everywhere + gaps.getOrDefault(upstream, 0L);
    }
}
