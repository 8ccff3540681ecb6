package io.whoset.ui.http;

import io.whoset.forensics.record.TimeSource;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Counts wrong tokens, so that nobody can try many.
 *
 * <p><b>Units, bounds</b> 10 wrong tokens of one address (of one /64 network with IPv6), and 200 of all together, then one more each 6 s; the 4096
 * addresses that were wrong last are remembered.
 *
 * <p>Safe for many threads.
 */
final class BadTokens {
    static final int BURST = 10;
    static final int BURST_OF_ALL = 200;
    static final long SECONDS_EACH = 6;

    private static final int REMEMBERED = 4096;
    private static final long NANOS_EACH = TimeUnit.SECONDS.toNanos(SECONDS_EACH);
    private static final String ALL = "all";

    private final TimeSource time;
    /** When the last wrong token of each will be forgotten: a bucket that leaks. */
    private final Map<String, Long> forgottenAt = new LinkedHashMap<>();

    BadTokens(TimeSource time) {
        this.time = time;
    }

    /** Whether no token of this address is looked at now. */
    synchronized boolean isTooMany(InetAddress address) {
        long now = time.nanos();
        return waiting(network(address), now) >= BURST * NANOS_EACH || waiting(ALL, now) >= BURST_OF_ALL * NANOS_EACH;
    }

    /** A token was wrong. */
    synchronized void note(InetAddress address) {
        long now = time.nanos();
        add(network(address), now);
        add(ALL, now);
        if (forgottenAt.size() > REMEMBERED) {
            forgottenAt.remove(forgottenAt.keySet().iterator().next());
        }
    }

    private long waiting(String who, long now) {
        Long until = forgottenAt.get(who);
        return until == null ? 0 : Math.max(0, until - now);
    }

    private void add(String who, long now) {
        long until = now + waiting(who, now) + NANOS_EACH;
        forgottenAt.remove(who);
        forgottenAt.put(who, until);
    }

    private static String network(InetAddress address) {
        byte[] bytes = address.getAddress();
        return HexFormat.of().formatHex(address instanceof Inet6Address ? Arrays.copyOf(bytes, 8) : bytes);
    }
}
