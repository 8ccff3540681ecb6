package io.whoset.benchmarks.scenario;

import static io.whoset.forensics.record.Verdict.STALE;

import io.whoset.benchmarks.sim.Ask;
import io.whoset.benchmarks.sim.Documents;
import io.whoset.benchmarks.sim.Fleet;
import io.whoset.benchmarks.sim.Value;
import io.whoset.benchmarks.sim.World;
import io.whoset.forensics.record.Verdict;
import java.util.List;
import java.util.Map;

/** Writers that bring back what was replaced. Safe for many threads. */
public final class StaleWriters {
    private StaleWriters() {}

    /** The stories. */
    public static List<Scenario> all() {
        return List.of(
                lag("frozen source", 4, 1, -1),
                new Scenario("frozen source, three servers", w -> frozen(w, 3)),
                new Scenario("frozen source, forty servers", w -> frozen(w, 40)),
                lag("replica ten seconds behind", 4, 1, 10),
                lag("replica a minute behind", 4, 1, 60),
                lag("old in a fifth", 4, 5, -1),
                new Scenario("old in one of a hundred", StaleWriters::rare),
                new Scenario("a memory of its own", StaleWriters::memory),
                new Scenario("resurrects what was deleted", StaleWriters::resurrects),
                new Scenario("stores seconds after it read", StaleWriters::holds),
                new Scenario("old by meta set", w -> by(w, "ms", false)),
                new Scenario("old, few contested keys", StaleWriters::few),
                new Scenario("two with old sources", StaleWriters::two),
                laggard("missed a deploy of 8 s, shape", 1, false),
                laggard("missed a deploy of a minute, shape", 8, false),
                laggard("missed a deploy of a minute, flags", 8, true),
                new Scenario("missed a deploy, then woke", StaleWriters::sleeper));
    }

    /** What is labelled stale is what differs from the truth that a healthy server would have read. */
    static Value old(Fleet fleet, Ask ask, int version) {
        Value value = Cast.healthy(new Ask(ask.server(), ask.item(), version, ask.micros()));
        return version == ask.version() ? value : value.truth(STALE);
    }

    private static int version(Fleet fleet, Ask ask, double lagSeconds, long frozenAt) {
        long at = lagSeconds < 0 ? frozenAt : ask.micros() - (long) (lagSeconds * World.SECOND);
        return fleet.versionAt(ask.item(), at);
    }

    private static Scenario lag(String name, int atLeast, int each, double lagSeconds) {
        return new Scenario(name, w -> play(w, Cast.fleet(w, atLeast, Cast::healthy), each, lagSeconds, 1));
    }

    private static Map<String, Verdict> play(World world, Fleet fleet, int each, double lagSeconds, double longer) {
        fleet.start();
        world.run(60);
        int bad = fleet.active;
        long frozenAt = world.now() - 20 * World.SECOND;
        fleet.answer = ask -> ask.server() == bad && world.random().nextInt(each) == 0
                ? old(fleet, ask, version(fleet, ask, lagSeconds, frozenAt))
                : Cast.healthy(ask);
        world.run(Cast.length(fleet) * Math.min(each, 5) * 1.5 * longer);
        return Cast.guilty(fleet, bad, STALE);
    }

    private static Map<String, Verdict> frozen(World world, int size) {
        return play(world, Cast.fleetOf(world, size, Cast::healthy), 1, -1, 1);
    }

    private static Map<String, Verdict> by(World world, String cmd, boolean noreply) {
        Fleet fleet = Cast.fleet(world, 4, Cast::healthy);
        fleet.cmd = cmd;
        fleet.noreply = noreply;
        return play(world, fleet, 1, -1, 1);
    }

    private static Map<String, Verdict> rare(World world) {
        Fleet fleet = Cast.fleetOf(world, 9 + world.random().nextInt(8), Cast::healthy);
        fleet.requests = 300;
        fleet.changes = 30;
        fleet.start();
        world.run(60);
        int bad = fleet.active;
        fleet.answer = ask -> ask.server() == bad && world.random().nextInt(100) == 0
                ? old(fleet, ask, fleet.versionAt(ask.item(), ask.micros() - 40 * World.SECOND))
                : Cast.healthy(ask);
        world.run(2_500);
        return Cast.guilty(fleet, bad, STALE);
    }

    /** Keeps each answer for twenty seconds in a memory that nobody invalidates. */
    private static Map<String, Verdict> memory(World world) {
        Fleet fleet = Cast.fleet(world, 4, Cast::healthy);
        fleet.start();
        world.run(30);
        int bad = fleet.active;
        long[] readAt = new long[fleet.items()];
        fleet.answer = ask -> {
            if (ask.server() != bad) {
                return Cast.healthy(ask);
            }
            if (ask.micros() - readAt[ask.item()] > 20 * World.SECOND) {
                readAt[ask.item()] = ask.micros();
            }
            return old(fleet, ask, fleet.versionAt(ask.item(), readAt[ask.item()]));
        };
        world.run(Cast.length(fleet) * 2.5);
        return Cast.guilty(fleet, bad, STALE);
    }

    private static Map<String, Verdict> resurrects(World world) {
        Fleet fleet = Cast.fleet(world, 4, Cast::healthy);
        fleet.onChange = Fleet.OnChange.DELETE;
        return play(world, fleet, 2, 8, 1);
    }

    /** Reads, waits for seconds, stores: what changed meanwhile comes back. */
    private static Map<String, Verdict> holds(World world) {
        Fleet fleet = Cast.fleet(world, 4, Cast::healthy);
        fleet.onChange = world.random().nextBoolean() ? Fleet.OnChange.DELETE : Fleet.OnChange.STORE;
        fleet.start();
        world.run(60);
        int bad = fleet.active;
        fleet.answer = ask -> ask.server() == bad
                ? old(fleet, new Ask(bad, ask.item(), fleet.version(ask.item()), ask.micros()), ask.version())
                : Cast.healthy(ask);
        fleet.holds = server -> server == bad ? 4 * World.SECOND + world.pause(4.0 * World.SECOND) : 0;
        world.run(Cast.length(fleet) * 3);
        return Cast.guilty(fleet, bad, STALE);
    }

    private static Map<String, Verdict> few(World world) {
        Fleet fleet = new Fleet(world, "front:#", 4, Cast.size(world, 4), Cast::healthy);
        fleet.changes = 1.5;
        fleet.onChange = Fleet.OnChange.DELETE;
        return play(world, fleet, 1, 15, 2);
    }

    private static Map<String, Verdict> two(World world) {
        Fleet fleet = Cast.fleet(world, 9, Cast::healthy);
        fleet.start();
        world.run(60);
        long frozenAt = world.now() - 20 * World.SECOND;
        fleet.answer = ask -> ask.server() <= 2
                ? old(fleet, ask, version(fleet, ask, ask.server() == 1 ? -1 : 15, frozenAt))
                : Cast.healthy(ask);
        world.run(Cast.length(fleet) * 2);
        return Map.of(fleet.server(1).writer(), STALE, fleet.server(2).writer(), STALE);
    }

    private static Scenario laggard(String name, double secondsEach, boolean flags) {
        return new Scenario(name, w -> {
            Fleet fleet = Cast.fleetOf(w, Cast.size(w, 6), Cast::healthy);
            double each = secondsEach * 9 / fleet.active;
            deploy(w, fleet, each, flags, STALE);
            w.run(Math.max(Cast.length(fleet), 12 * each * fleet.active));
            return Cast.guilty(fleet, fleet.active, STALE);
        });
    }

    /** All but the last server go over to the new form, one after the other; what it stores is labelled from the end of the rollout on. */
    private static void deploy(World world, Fleet fleet, double secondsEach, boolean flags, Verdict label) {
        fleet.start();
        int[] fresh = {0};
        boolean[] over = {false};
        int bad = fleet.active;
        fleet.answer = ask -> {
            if (ask.server() <= fresh[0]) {
                Value next = Cast.json(Documents.songNext(ask.item(), ask.version()));
                return flags ? next.flags(Cast.FLAGS + 1) : next;
            }
            return over[0] && ask.server() == bad ? Cast.healthy(ask).truth(label) : Cast.healthy(ask);
        };
        world.run(60);
        while (fresh[0] < bad - 1) {
            fresh[0]++;
            world.run(secondsEach);
        }
        over[0] = true;
    }

    /** A server that was away during the deploy comes back with the old build. */
    private static Map<String, Verdict> sleeper(World world) {
        Fleet fleet = Cast.fleetOf(world, Cast.size(world, 9), Cast::healthy);
        int bad = fleet.active;
        fleet.start();
        world.run(60);
        fleet.active = bad - 1;
        int[] fresh = {0};
        fleet.answer = ask -> ask.server() <= fresh[0]
                ? Cast.json(Documents.songNext(ask.item(), ask.version()))
                : ask.server() == bad ? Cast.healthy(ask).truth(STALE) : Cast.healthy(ask);
        while (fresh[0] < bad - 1) {
            fresh[0]++;
            world.run(2);
        }
        world.run(60);
        fleet.active = bad;
        world.run(Cast.length(fleet));
        return Cast.guilty(fleet, bad, STALE);
    }
}
