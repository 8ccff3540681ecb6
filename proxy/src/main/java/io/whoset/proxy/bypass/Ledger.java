package io.whoset.proxy.bypass;

import io.whoset.proxy.count.WriteCounts;
import io.whoset.proxy.count.WriteKind;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/*
 * The bound. At a check the server says S, the writes it has carried out. Before it was asked whoset knew C of its own as done, after it answered A of
 * its own had arrived: C <= own writes in S <= A. Between check i and a later check j at least
 *
 *     (S_j - S_i) - (A_j - C_i)  =  (S_j - A_j) - (S_i - C_i)
 *
 * writes were not whoset's, whatever was in flight at either of them. Disjoint stretches add up, so the best known total is
 *
 *     T_j = max(T_j-1, (S_j - A_j) + M),  M = max over i < j of (T_i - (S_i - C_i)),
 *
 * one addition and two comparisons a check. T never exceeds the truth and reaches it as soon as one check finds nothing in flight: no tolerance, no
 * guess. What the server counts and whoset took for nothing would break it; what whoset counts and the server does not only hides as many.
 * A server that starts anew or whose counters are reset only counts less, which the bound survives; another server in its place may count
 * more, so that M is forgotten then.
 */
/**
 * Adds up the writes that certainly did not pass whoset.
 *
 * <p>Confined to the thread that checks.
 */
final class Ledger {
    private final Map<WriteKind, Account> accounts = new EnumMap<>(WriteKind.class);
    private @Nullable ServerState before;

    /** A kind's total and its best base. */
    private static final class Account {
        private long total;
        private long best;
        private boolean based;

        void forgetBase() {
            based = false;
        }

        void add(long server, long done, long arrived) {
            if (based) {
                total = Math.max(total, server - arrived + best);
            }
            long base = total - (server - done);
            best = based ? Math.max(best, base) : base;
            based = true;
        }
    }

    Ledger() {
        for (WriteKind kind : WriteKind.values()) {
            accounts.put(kind, new Account());
        }
    }

    /** What is known of the time before proves nothing any more; the total stays. */
    void startAnew() {
        accounts.values().forEach(Account::forgetBase);
        before = null;
    }

    /**
     * One check.
     *
     * @param server what the server said
     * @param done whoset's own writes that were carried out before it was asked
     * @param arrived whoset's own writes that had arrived when it had answered
     */
    void add(ServerState server, WriteCounts done, WriteCounts arrived) {
        if (before != null && !server.isSameProcess(before)) {
            startAnew();
        }
        before = server;
        accounts.forEach((kind, account) -> account.add(server.writes().of(kind), done.of(kind), arrived.of(kind)));
    }

    /** Writes that did not pass here since the first check, at least. */
    long total() {
        return accounts.values().stream().mapToLong(account -> account.total).sum();
    }
}
