package io.whoset.proxy.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import io.whoset.forensics.attribution.PeerName;
import io.whoset.forensics.record.TimeSource;
import io.whoset.proxy.PeerCounters;
import io.whoset.proxy.net.OncePerMinute;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Names of clients' addresses from the machine's name service.
 *
 * <p><b>Units, bounds</b> 10,000 addresses are remembered, their names for an hour, that they have none for a minute. Two look-ups at once, 1,024
 * wait; who comes beyond that stays without a name. A connection waits for an answer no longer than was said, counted from when its address
 * was first asked for.
 *
 * <p>Safe for many threads.
 */
public final class ResolvedNames implements AutoCloseable {
    /** How long a connection waits for its name at most where nobody says otherwise. */
    public static final Duration WAIT = Duration.ofMillis(250);

    private static final int MAX_ADDRESSES = 10_000;
    private static final int THREADS = 2;
    private static final int MAX_WAITING = 1024;
    private static final long IDLE_SECONDS = 60;
    private static final Duration KEEP_NAME = Duration.ofHours(1);
    private static final Duration KEEP_NONE = Duration.ofMinutes(1);
    private static final Logger log = LoggerFactory.getLogger(ResolvedNames.class);

    private final ReverseResolver resolver;
    private final Duration wait;
    private final PeerCounters counters;
    private final TimeSource time;
    private final OncePerMinute warnings;
    private final Cache<InetAddress, Answer> answers;
    private final Map<InetAddress, Asked> running = new ConcurrentHashMap<>();
    private final ThreadPoolExecutor threads;

    /** What was learnt of an address. Immutable. */
    private record Answer(@Nullable String name, boolean isLate) {}

    /** A look-up that runs, and since when. */
    private record Asked(CompletableFuture<Answer> answer, long sinceNanos) {}

    /** Asks this resolver, and waits so long for it at most. */
    public ResolvedNames(ReverseResolver resolver, Duration wait, PeerCounters counters, TimeSource time) {
        this.resolver = resolver;
        this.wait = wait;
        this.counters = counters;
        this.time = time;
        this.warnings = new OncePerMinute(time);
        this.answers = Caffeine.newBuilder()
                .maximumSize(MAX_ADDRESSES)
                .ticker(time::nanos)
                .executor(Runnable::run)
                .expireAfter(Expiry.creating(
                        (InetAddress address, Answer answer) -> answer.name() == null ? KEEP_NONE : KEEP_NAME))
                .build();
        this.threads = new ThreadPoolExecutor(
                THREADS,
                THREADS,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(MAX_WAITING),
                ResolvedNames::thread);
        threads.allowCoreThreadTimeOut(true);
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "whoset-names");
        thread.setDaemon(true);
        return thread;
    }

    /** Finds the name of an address: at once where it is remembered, else on the given loop; null where there is none, or none in time. */
    public void find(InetAddress address, Executor loop, Consumer<@Nullable String> then) {
        Answer known = answers.getIfPresent(address);
        if (known != null) {
            then.accept(known.name());
            return;
        }
        Asked asked = ask(address);
        long left = asked == null ? 0 : wait.toNanos() - (time.nanos() - asked.sinceNanos());
        if (asked == null || left <= 0) {
            late(address);
            then.accept(null);
            return;
        }
        var unused = asked.answer()
                .copy()
                .completeOnTimeout(new Answer(null, true), left, TimeUnit.NANOSECONDS)
                .thenAcceptAsync(
                        answer -> {
                            if (answer.isLate()) {
                                late(address);
                            }
                            then.accept(answer.name());
                        },
                        loop);
    }

    /** The look-up of an address, which may run already; null where too many do. */
    private @Nullable Asked ask(InetAddress address) {
        Asked mine = new Asked(new CompletableFuture<>(), time.nanos());
        Asked before = running.putIfAbsent(address, mine);
        if (before != null) {
            return before;
        }
        try {
            threads.execute(() -> resolve(address, mine));
            return mine;
        } catch (RejectedExecutionException tooMany) {
            running.remove(address, mine);
            mine.answer().complete(new Answer(null, true));
            return null;
        }
    }

    private void resolve(InetAddress address, Asked asked) {
        Answer answer = new Answer(null, false);
        try {
            answer = new Answer(ConfirmedName.of(address, resolver), false);
        } finally {
            answers.put(address, answer);
            running.remove(address, asked);
            asked.answer().complete(answer);
        }
    }

    private void late(InetAddress address) {
        counters.namesLate.increment();
        if (warnings.passes()) {
            log.atWarn()
                    .addKeyValue("address", PeerName.ip(address))
                    .addKeyValue("waited_ms", wait.toMillis())
                    .log(
                            "no name in time, this connection is logged under its address: check the name servers of this machine, give"
                                    + " the address a name in names, or take peers.resolve-names away");
        }
    }

    /** Asks no more. */
    @Override
    public void close() {
        threads.shutdownNow();
    }
}
