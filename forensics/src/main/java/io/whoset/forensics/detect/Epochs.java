package io.whoset.forensics.detect;

import io.whoset.forensics.record.Bypass;
import io.whoset.forensics.record.Gap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

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
    private final Set<String> bypassed = new HashSet<>();
    private long everywhere;

    /** Something is missing here. */
    void onGap(Gap gap) {
        if (gap.origin() == null) {
            everywhere++;
        } else {
            onUnseen(gap.origin().upstream());
        }
    }

    /** Writes go to a server unseen, or do so no more. */
    void onBypass(Bypass bypass) {
        if (!bypass.known()) {
            if (bypassed.remove(bypass.upstream())) {
                onUnseen(bypass.upstream());
            }
        } else if (bypassed.size() < MAX_SERVERS) {
            bypassed.add(bypass.upstream());
        }
    }

    private void onUnseen(String upstream) {
        if (gaps.size() >= MAX_SERVERS) {
            everywhere++;
        } else {
            gaps.merge(upstream, 1L, Long::sum);
        }
    }

    /** The stretch in which a server is now; never falls. While its writes are not all seen, each moment is a stretch of its own. */
    long of(String upstream) {
        if (bypassed.contains(upstream)) {
            onUnseen(upstream);
        }
        return everywhere + gaps.getOrDefault(upstream, 0L);
    }
}
