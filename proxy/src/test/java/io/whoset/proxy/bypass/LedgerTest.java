package io.whoset.proxy.bypass;

import static org.assertj.core.api.Assertions.assertThat;

import io.whoset.proxy.count.WriteCounts;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LedgerTest {
    private final Ledger ledger = new Ledger();

    private static Map<String, String> stats(long sets, String pid, long time, long uptime) {
        Map<String, String> stats = new HashMap<>();
        for (String name : new String[] {
            "delete_hits",
            "delete_misses",
            "incr_hits",
            "incr_misses",
            "decr_hits",
            "decr_misses",
            "cmd_touch",
            "cmd_flush"
        }) {
            stats.put(name, "0");
        }
        stats.putAll(Map.of(
                "cmd_set",
                Long.toString(sets),
                "pid",
                pid,
                "time",
                Long.toString(time),
                "uptime",
                Long.toString(uptime)));
        return stats;
    }

    private static WriteCounts sets(long sets) {
        return Objects.requireNonNull(WriteCounts.ofStats(stats(sets, "1", 0, 0)));
    }

    private void add(long server, long done, long arrived) {
        add(server, done, arrived, "1", 1000, 900);
    }

    private void add(long server, long done, long arrived, String pid, long time, long uptime) {
        ledger.add(Objects.requireNonNull(ServerState.of(stats(server, pid, time, uptime))), sets(done), sets(arrived));
    }

    @Test
    void total_whatWasThereBeforeTheFirstCheck_isNobodys() {
        add(1_000_000, 0, 0);
        assertThat(ledger.total()).isZero();
    }

    @Test
    void total_ownWritesOnly_isZeroWhateverIsInFlight() {
        add(100, 0, 0);
        add(150, 20, 80);
        add(190, 85, 90);
        assertThat(ledger.total()).isZero();
    }

    @Test
    void total_othersWrites_areCountedExactlyOnceNothingIsInFlight() {
        add(100, 0, 0);
        add(157, 20, 80);
        assertThat(ledger.total()).isZero();
        add(187, 80, 80);
        assertThat(ledger.total()).isEqualTo(7);
        add(190, 80, 80);
        assertThat(ledger.total()).isEqualTo(10);
    }

    @Test
    void total_countersAreReset_goesOnFromThere() {
        add(100, 0, 0);
        add(107, 0, 0);
        add(2, 0, 0);
        assertThat(ledger.total()).isEqualTo(7);
        add(5, 0, 0);
        assertThat(ledger.total()).isEqualTo(10);
    }

    @Test
    void total_anotherProcessThatCountsMore_isABeginning() {
        add(100, 0, 0);
        add(1_000_000, 0, 0, "2", 1000, 900);
        assertThat(ledger.total()).isZero();
        add(1_000_003, 0, 0, "2", 1010, 910);
        assertThat(ledger.total()).isEqualTo(3);
    }

    @Test
    void total_sameProcessNumberOfAnotherStart_isABeginning() {
        add(100, 0, 0, "1", 1000, 900);
        add(500, 0, 0, "1", 1010, 907);
        assertThat(ledger.total()).isZero();
        add(501, 0, 0, "1", 1020, 919);
        assertThat(ledger.total()).isEqualTo(1);
    }

    @Test
    void total_writesThatTheServerDoesNotCount_hideAsManyOnce() {
        add(100, 0, 0);
        add(105, 5, 5);
        add(108, 5, 5);
        assertThat(ledger.total()).isEqualTo(3);
    }

    @Test
    void total_randomTraffic_neverExceedsTheTruthAndReachesIt() {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            Ledger one = new Ledger();
            long own = 0;
            long others = 0;
            long uncounted = 0;
            for (int check = 0; check < 50; check++) {
                long done = own + uncounted - random.nextInt((int) Math.min(own, 20) + 1);
                own += random.nextInt(30);
                others += check > 0 && random.nextInt(4) == 0 ? random.nextInt(9) : 0;
                long arrived = own + uncounted + random.nextInt(20);
                one.add(
                        Objects.requireNonNull(ServerState.of(stats(own + others, "1", 10, 5))),
                        sets(done),
                        sets(arrived));
                assertThat(one.total()).as("seed %d", seed).isLessThanOrEqualTo(others);
                uncounted += random.nextInt(8) == 0 ? 1 : 0;
            }
        }
    }

    @Test
    void total_afterStartingAnew_keepsWhatWasFound() {
        add(100, 0, 0);
        add(104, 0, 0);
        ledger.startAnew();
        add(900, 0, 0);
        assertThat(ledger.total()).isEqualTo(4);
    }
}
