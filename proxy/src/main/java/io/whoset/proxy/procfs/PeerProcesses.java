package io.whoset.proxy.procfs;

import io.whoset.forensics.record.PeerProcess;
import io.whoset.forensics.record.TimeSource;
import io.whoset.proxy.PeerCounters;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the processes behind connections from this machine, on a thread of its own; one look through {@code /proc} answers for all
 * connections that wait at that moment.
 *
 * <p><b>Units, bounds</b> 4,096 connections may wait, more are counted and stay unknown; a look every 100 ms at most, and rarer
 * where looks are slow: they take a tenth of one core at most.
 *
 * <p>Safe for many threads.
 */
public final class PeerProcesses implements AutoCloseable {
    /** Where Linux tells of its processes. */
    public static final Path PROC = Path.of("/proc");

    private static final int MAX_WAITING = 4096;
    private static final long LOOK_EVERY_NANOS = 100_000_000L;
    private static final int IDLE_PARTS = 9;
    private static final long ADDRESSES_EVERY_NANOS = 60_000_000_000L;
    private static final Logger log = LoggerFactory.getLogger(PeerProcesses.class);

    private final BlockingQueue<Waiting> queue = new ArrayBlockingQueue<>(MAX_WAITING);
    private final LocalAddresses here = new LocalAddresses();
    private final SocketTable table;
    private final SocketOwners owners;
    private final PeerCounters counters;
    private final TimeSource time;
    private final Thread thread = new Thread(this::run, "whoset-processes");
    private long addressesRead;
    private boolean told;

    /** A connection whose process is looked for: by its socket, or by the number that the system told already. Immutable. */
    private record Waiting(PeerProcess into, @Nullable SocketPair socket, int pid) {}

    PeerProcesses(Path proc, PeerCounters counters, TimeSource time) {
        this.table = new SocketTable(proc);
        this.owners = new SocketOwners(proc);
        this.counters = counters;
        this.time = time;
        thread.setDaemon(true);
    }

    /** Begins to look; null where this system has no such files. */
    public static @Nullable PeerProcesses start(Path proc, PeerCounters counters, TimeSource time) {
        PeerProcesses processes = new PeerProcesses(proc, counters, time);
        if (!processes.table.isThere()) {
            return null;
        }
        processes.readAddresses();
        processes.thread.start();
        return processes;
    }

    /** The process at the other end of a TCP connection, found later; none where that is another machine. */
    public PeerProcess behind(SocketAddress remote, SocketAddress local) {
        if (remote instanceof InetSocketAddress from
                && local instanceof InetSocketAddress to
                && here.holds(from.getAddress())) {
            return ask(new Waiting(new PeerProcess(), new SocketPair(from, to), 0));
        }
        return PeerProcess.NONE;
    }

    /** The process of this number, whose name is found later; none where the number is not known. */
    public PeerProcess of(int pid) {
        return pid < 1 ? PeerProcess.NONE : ask(new Waiting(new PeerProcess(), null, pid));
    }

    private PeerProcess ask(Waiting waiting) {
        if (queue.offer(waiting)) {
            return waiting.into();
        }
        counters.processesSkipped.increment();
        return PeerProcess.NONE;
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                Waiting first = queue.poll(ADDRESSES_EVERY_NANOS, TimeUnit.NANOSECONDS);
                if (first != null) {
                    answer(first);
                }
                if (time.nanos() - addressesRead >= ADDRESSES_EVERY_NANOS) {
                    readAddresses();
                }
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private void readAddresses() {
        here.read();
        addressesRead = time.nanos();
    }

    private void answer(Waiting first) throws InterruptedException {
        long begin = time.nanos();
        List<Waiting> all = new ArrayList<>(List.of(first));
        queue.drainTo(all);
        answer(all);
        long took = time.nanos() - begin;
        TimeUnit.NANOSECONDS.sleep(Math.max(LOOK_EVERY_NANOS - took, took * IDLE_PARTS));
    }

    private void answer(List<Waiting> all) {
        Map<SocketPair, PeerProcess> sockets = new HashMap<>();
        for (Waiting waiting : all) {
            SocketPair socket = waiting.socket();
            String command = socket == null ? owners.command(waiting.pid()) : null;
            if (socket != null) {
                sockets.put(socket, waiting.into());
            } else if (command != null) {
                waiting.into().found(waiting.pid(), command);
            }
        }
        if (!sockets.isEmpty()) {
            look(sockets);
        }
    }

    private void look(Map<SocketPair, PeerProcess> sockets) {
        try {
            Map<SocketPair, Long> numbers = table.numbers(sockets.keySet());
            Map<Long, SocketOwners.Owner> found = owners.of(Set.copyOf(numbers.values()));
            numbers.forEach((socket, number) -> {
                SocketOwners.Owner owner = found.get(number);
                PeerProcess into = sockets.get(socket);
                if (owner != null && into != null) {
                    into.found(owner.pid(), owner.command());
                }
            });
            if (found.size() < numbers.size() && owners.isDenied()) {
                tell(null);
            }
        } catch (IOException e) {
            tell(e);
        }
    }

    private void tell(@Nullable IOException cause) {
        if (!told) {
            told = true;
            log.atWarn()
                    .addKeyValue(
                            "cause", cause == null ? "processes of other users" : String.valueOf(cause.getMessage()))
                    .log(
                            "some clients of this machine are logged without their process, which this user may not see: nothing else is"
                                    + " missing; CAP_SYS_PTRACE lets whoset see it, peers.processes: false ends the search");
        }
    }

    /** Looks no more. */
    @Override
    public void close() {
        thread.interrupt();
    }
}
