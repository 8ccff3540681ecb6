package io.whoset.proxy.bypass;

import io.whoset.proxy.count.WriteCounts;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a server's {@code stats} say that matters here.
 *
 * <p>Immutable.
 *
 * @param pid its process
 * @param startedAt its wall clock less its uptime, seconds since 1970; two readings of one process differ by 2 at most
 * @param writes what it has carried out
 */
record ServerState(String pid, long startedAt, WriteCounts writes) {
    private static final long ROUNDING_SECONDS = 2;

    /** Reads {@code stats}; null where something is missing. */
    static @Nullable ServerState of(Map<String, String> stats) {
        WriteCounts writes = WriteCounts.ofStats(stats);
        String pid = stats.get("pid");
        Long time = seconds(stats.get("time"));
        Long uptime = seconds(stats.get("uptime"));
        return writes == null || pid == null || time == null || uptime == null
                ? null
                : new ServerState(pid, time - uptime, writes);
    }

    private static @Nullable Long seconds(@Nullable String text) {
        return text != null && text.matches("\\d{1,15}") ? (Long) Long.parseLong(text) : null;
    }

    /** Whether both are one process; its clock may have been set, which counts as another. */
    boolean isSameProcess(ServerState other) {
        return pid.equals(other.pid) && Math.abs(startedAt - other.startedAt) <= ROUNDING_SECONDS;
    }
}
