package io.whoset.proxy.bypass;

import io.whoset.forensics.record.Bypass;
import io.whoset.forensics.record.RecordSink;
import io.whoset.forensics.record.TimeSource;
import io.whoset.proxy.count.Passage;
import io.whoset.proxy.count.PassedWrites;
import io.whoset.proxy.count.WriteCounts;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares what one server has written with what passed whoset on its way there.
 *
 * <p><b>Units, bounds</b> writes without a reply count as carried out once a later check at least {@value #SETTLE_SECONDS} s on has been answered; a
 * bypass is over after {@value #QUIET_CHECKS} checks that found no more.
 *
 * <p>One thread calls {@link #check}; the counters are safe for many.
 */
public final class BypassCheck {
    private static final int SETTLE_SECONDS = 9;
    private static final long SETTLE_NANOS = SETTLE_SECONDS * 1_000_000_000L;
    private static final int QUIET_CHECKS = 6;
    private static final int MAX_STATS = 1000;
    private static final Logger log = LoggerFactory.getLogger(BypassCheck.class);

    private final Target target;
    private final Bypassers bypassers;
    private final RecordSink sink;
    private final TimeSource time;
    private final BypassCounters counters = new BypassCounters();
    private final Ledger ledger = new Ledger();
    private WriteCounts settled = WriteCounts.ZERO;
    private WriteCounts settling = WriteCounts.ZERO;
    private long settlingSince;
    private long blindings;
    private long lastMicros;
    private int quietChecks;
    private boolean refused;

    /**
     * Whose server is compared with what.
     *
     * @param route the route's name
     * @param upstream the server, as log lines call it
     * @param server the way to it
     * @param passage what went to it through whoset, over all routes
     */
    public record Target(String route, String upstream, ServerStats server, Passage passage) {}

    /** The checks of one route; what they find goes to the sink. */
    public BypassCheck(Target target, RecordSink sink, TimeSource time) {
        this.target = target;
        this.bypassers = new Bypassers(target.server(), target.passage().ends());
        this.sink = sink;
        this.time = time;
        this.settlingSince = time.nanos();
        this.lastMicros = now();
    }

    /** The route's name. */
    public String route() {
        return target.route();
    }

    /** What was found so far. */
    public BypassCounters counters() {
        return counters;
    }

    /** Asks and compares once. */
    public void check() throws InterruptedException {
        PassedWrites passed = target.passage().writes();
        WriteCounts settledNow = passed.settled();
        long askedAt = time.nanos();
        boolean isDue = askedAt - settlingSince >= SETTLE_NANOS;
        WriteCounts done = passed.answered().plus(isDue ? settling : settled);
        ServerState server;
        try {
            server = ask();
        } catch (IOException e) {
            onRefused(String.valueOf(e.getMessage()));
            return;
        }
        WriteCounts arrived = passed.arrived();
        onAnswered();
        if (passed.isBlind() || passed.blindings() != blindings) {
            blindings = passed.blindings();
            counters.blind.increment();
            ledger.startAnew();
        } else {
            counters.done.increment();
            ledger.add(server, done, arrived);
        }
        if (isDue) {
            settled = settling;
            settling = settledNow;
            settlingSince = askedAt;
        }
        conclude();
    }

    private ServerState ask() throws IOException, InterruptedException {
        Map<String, String> stats = new HashMap<>();
        target.server().ask("stats", (name, value) -> {
            if (stats.size() < MAX_STATS) {
                stats.put(name, value);
            }
        });
        ServerState state = ServerState.of(stats);
        if (state == null) {
            throw new IOException("its stats lack pid, time, uptime or the counters of writes");
        }
        return state;
    }

    private void conclude() throws InterruptedException {
        long more = ledger.total() - counters.writes.sum();
        if (more > 0) {
            quietChecks = 0;
            tell(more, true);
            counters.peers(peers());
            if (!counters.isBypassed()) {
                counters.bypassed(true);
                begin(more);
            }
            // last, so that whoever sees the number sees the rest
            counters.writes.add(more);
        } else if (counters.isBypassed() && ++quietChecks >= QUIET_CHECKS) {
            counters.bypassed(false);
            tell(0, false);
            log.atInfo()
                    .addKeyValue("route", target.route())
                    .addKeyValue("upstream", target.upstream())
                    .addKeyValue("writes", counters.writes.sum())
                    .log(
                            "no more writes went around whoset for a minute: the histories of this server's keys count again from here on");
        } else if (!counters.isBypassed() && counters.writes.sum() > 0) {
            // a full audit queue may have dropped the news
            tell(0, false);
        }
        lastMicros = now();
        target.passage().ends().forgetClosed();
    }

    /** Where they cannot be had the number stands for itself. */
    private List<String> peers() throws InterruptedException {
        try {
            return bypassers.ask();
        } catch (IOException e) {
            log.atDebug()
                    .addKeyValue("route", target.route())
                    .setCause(e)
                    .log("memcached does not list its connections");
            return List.of();
        }
    }

    private void begin(long writes) {
        List<String> peers = counters.peers();
        log.atWarn()
                .addKeyValue("route", target.route())
                .addKeyValue("upstream", target.upstream())
                .addKeyValue("writes", writes)
                .addKeyValue("peers", peers.isEmpty() ? "none connected now, or not to be told apart" : peers)
                .log(
                        "writes reach memcached around whoset: they are not attributed, and the order of this server's writes proves nothing;"
                                + " let these peers connect to the route instead");
    }

    private void tell(long writes, boolean known) {
        put(new Bypass(now(), lastMicros, target.route(), target.upstream(), writes, known));
    }

    private void put(Bypass event) {
        if (!sink.offer(event)) {
            sink.whenRoom(() -> put(event));
        }
    }

    private void onRefused(String answer) {
        counters.failed.increment();
        if (!refused) {
            refused = true;
            log.atWarn()
                    .addKeyValue("route", target.route())
                    .addKeyValue("upstream", target.upstream())
                    .addKeyValue("cause", answer)
                    .log(
                            "memcached gives no stats: writes around whoset are not seen until it does; where it demands authentication, take"
                                    + " bypass-check away");
        }
    }

    private void onAnswered() {
        if (refused) {
            refused = false;
            log.atInfo()
                    .addKeyValue("route", target.route())
                    .addKeyValue("upstream", target.upstream())
                    .log("memcached gives its stats again: writes around whoset are seen from here on");
        }
    }

    private long now() {
        return time.epochMicros(time.nanos());
    }
}
