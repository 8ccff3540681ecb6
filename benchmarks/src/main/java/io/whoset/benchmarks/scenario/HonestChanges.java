package io.whoset.benchmarks.scenario;

import static io.whoset.benchmarks.scenario.HonestFleets.NOBODY;

import io.whoset.benchmarks.sim.Answer;
import io.whoset.benchmarks.sim.Ask;
import io.whoset.benchmarks.sim.Documents;
import io.whoset.benchmarks.sim.Fleet;
import io.whoset.benchmarks.sim.Request;
import io.whoset.benchmarks.sim.Value;
import io.whoset.benchmarks.sim.World;
import io.whoset.forensics.record.Verdict;
import java.util.List;
import java.util.Map;

/** The world changes, and somebody is always the first and the last to follow. Safe for many threads. */
public final class HonestChanges {
    private HonestChanges() {}

    /** The stories. */
    public static List<Scenario> all() {
        return List.of(
                story("rolling deploy, 8 s", w -> deploy(w, 1, HonestChanges::next)),
                story("rolling deploy, a minute", w -> deploy(w, 7, HonestChanges::next)),
                story("rolling deploy, three minutes, flags and format", w -> deploy(w, 20, HonestChanges::pickled)),
                story(
                        "rolling deploy of another lifetime",
                        w -> deploy(w, 4, ask -> Cast.healthy(ask).exptime(0))),
                story("rolling deploy, the last one idle for long", HonestChanges::lateLast),
                story("deploy, and back again", HonestChanges::reverted),
                story("two deploys, one after the other", HonestChanges::twice),
                story("canary that stays alone", w -> canary(w, HonestChanges::next, 60, Integer.MAX_VALUE)),
                story("canary from the start", w -> canary(w, HonestChanges::next, 0, Integer.MAX_VALUE)),
                story("canary that is rolled back", w -> canary(w, HonestChanges::next, 60, 160)),
                story("canary of a new serializer", w -> canary(w, HonestChanges::pickled, 60, Integer.MAX_VALUE)),
                story("new server, canary of a new serializer", HonestChanges::newServer),
                story("rollback of the truth", HonestChanges::rollback),
                story("outage that all share", w -> outage(w, 0, false)),
                story("outage, one server a second", w -> outage(w, 1, false)),
                story("outage, one server in four seconds", w -> outage(w, 4, false)),
                story("outage that spares one", w -> outage(w, 0, true)),
                story("brown-out: errors in a third, all alike", HonestChanges::brownOut),
                story("cold restart", HonestChanges::restart),
                story("flush_all now and then", HonestChanges::flushes),
                story("evictions between A and A", HonestChanges::evictions),
                story("servers come and go", HonestChanges::autoscale),
                story("a server restarts empty-handed", HonestChanges::absent));
    }

    private static Scenario story(String name, Scenario.Story story) {
        return new Scenario(name, story);
    }

    static Value next(Ask ask) {
        return Cast.json(Documents.songNext(ask.item(), ask.version()));
    }

    static Value pickled(Ask ask) {
        return new Value(Documents.pickle(ask.item(), ask.version()), 1, Cast.TTL, Verdict.CLEAN);
    }

    private static Map<String, Verdict> deploy(World world, double secondsEach, Answer fresh) {
        Fleet fleet = Cast.fleet(world, 3, Cast::healthy);
        int[] done = {0};
        fleet.answer = ask -> ask.server() <= done[0] ? fresh.of(ask) : Cast.healthy(ask);
        fleet.start();
        world.run(60);
        while (done[0] < fleet.active) {
            done[0]++;
            world.run(secondsEach * 9 / fleet.active);
        }
        world.run(Cast.length(fleet));
        return NOBODY;
    }

    /** The last server is deployed late, but before it was silent for as long as the rollout took. */
    private static Map<String, Verdict> lateLast(World world) {
        Fleet fleet = Cast.fleet(world, 6, Cast::healthy);
        int[] done = {0};
        fleet.answer = ask -> ask.server() <= done[0] ? next(ask) : Cast.healthy(ask);
        fleet.start();
        world.run(60);
        while (done[0] < fleet.active) {
            done[0]++;
            world.run(done[0] == fleet.active - 1 ? 25 : 60.0 / fleet.active);
        }
        world.run(60);
        return NOBODY;
    }

    private static Map<String, Verdict> reverted(World world) {
        Fleet fleet = Cast.fleet(world, 3, Cast::healthy);
        int[] done = {0};
        fleet.answer = ask -> ask.server() <= done[0] ? next(ask) : Cast.healthy(ask);
        fleet.start();
        world.run(60);
        while (done[0] < fleet.active) {
            done[0]++;
            world.run(2);
        }
        world.run(40);
        while (done[0] > 0) {
            done[0]--;
            world.run(2);
        }
        world.run(100);
        return NOBODY;
    }

    private static Map<String, Verdict> twice(World world) {
        Fleet fleet = Cast.fleet(world, 3, Cast::healthy);
        int[] done = {0, 0};
        fleet.answer = ask ->
                ask.server() <= done[1] ? next(ask).flags(9) : ask.server() <= done[0] ? next(ask) : Cast.healthy(ask);
        fleet.start();
        world.run(60);
        for (int wave = 0; wave < 2; wave++) {
            while (done[wave] < fleet.active) {
                done[wave]++;
                world.run(3);
            }
            world.run(30);
        }
        world.run(60);
        return NOBODY;
    }

    private static Map<String, Verdict> canary(World world, Answer fresh, double from, double until) {
        Fleet fleet = Cast.fleet(world, 3, Cast::healthy);
        boolean[] on = {from == 0};
        fleet.answer = ask -> on[0] && ask.server() == fleet.active ? fresh.of(ask) : Cast.healthy(ask);
        fleet.start();
        world.run(from);
        on[0] = true;
        world.run(Math.min(until, Cast.length(fleet) * 2));
        on[0] = until == Integer.MAX_VALUE;
        world.run(60);
        return NOBODY;
    }

    private static Map<String, Verdict> newServer(World world) {
        Fleet fleet = Cast.fleet(world, 4, Cast::healthy);
        int last = fleet.active;
        fleet.active = last - 1;
        fleet.answer = ask -> ask.server() == last ? pickled(ask) : Cast.healthy(ask);
        fleet.start();
        world.run(90);
        fleet.active = last;
        world.run(Cast.length(fleet));
        return NOBODY;
    }

    private static Map<String, Verdict> rollback(World world) {
        Fleet fleet = Cast.fleet(world, 3, Cast::healthy);
        int[] back = {0};
        fleet.answer = ask -> Cast.json(Documents.song(ask.item(), Math.max(0, ask.version() - back[0])));
        fleet.start();
        for (int i = 0; i < 5; i++) {
            world.run(60);
            back[0] += 2;
        }
        return NOBODY;
    }

    private static Map<String, Verdict> outage(World world, double stagger, boolean spares) {
        Fleet fleet = Cast.fleet(world, 4, Cast::healthy);
        int[] down = {0};
        fleet.answer = ask -> ask.server() <= down[0] ? Cast.json(Documents.unavailable()) : Cast.healthy(ask);
        fleet.start();
        for (int times = 0; times < 3; times++) {
            world.run(80);
            int end = fleet.active - (spares ? 1 : 0);
            while (down[0] < end) {
                down[0] = stagger == 0 ? end : down[0] + 1;
                world.run(stagger);
            }
            world.run(60);
            down[0] = 0;
        }
        world.run(60);
        return NOBODY;
    }

    private static Map<String, Verdict> brownOut(World world) {
        Fleet fleet = Cast.fleet(world, 3, Cast::healthy);
        boolean[] on = {false};
        fleet.answer =
                ask -> on[0] && world.random().nextInt(3) == 0 ? Cast.json(Documents.unavailable()) : Cast.healthy(ask);
        fleet.start();
        for (int times = 0; times < 4; times++) {
            world.run(60);
            on[0] = true;
            world.run(30);
            on[0] = false;
        }
        return NOBODY;
    }

    private static Map<String, Verdict> restart(World world) {
        Cast.fleet(world, 3, Cast::healthy).start();
        for (int times = 0; times < 4; times++) {
            world.run(70);
            world.wire().restartCache();
        }
        return NOBODY;
    }

    private static Map<String, Verdict> flushes(World world) {
        Fleet fleet = Cast.fleet(world, 3, Cast::healthy).start();
        for (int times = 0; times < 8; times++) {
            world.run(40);
            world.send(fleet.server(1 + world.random().nextInt(fleet.active)), Request.of("flush_all", ""));
        }
        return NOBODY;
    }

    private static Map<String, Verdict> evictions(World world) {
        Fleet fleet = Cast.fleet(world, 3, ask -> Cast.healthy(ask).exptime(0));
        fleet.onChange = Fleet.OnChange.STORE;
        fleet.start();
        for (int times = 0; times < 2_000; times++) {
            world.run(0.15);
            world.wire().evict(fleet.key(world.random().nextInt(fleet.items())));
        }
        return NOBODY;
    }

    private static Map<String, Verdict> autoscale(World world) {
        Fleet fleet = Cast.fleet(world, 9, Cast::healthy);
        int most = fleet.active;
        fleet.start();
        for (int times = 0; times < 12; times++) {
            fleet.active = 3 + world.random().nextInt(most - 2);
            world.run(30);
        }
        return NOBODY;
    }

    /** A server is away, comes back, and knows nothing. */
    private static Map<String, Verdict> absent(World world) {
        Fleet fleet = Cast.fleet(world, 4, Cast::healthy);
        int most = fleet.active;
        fleet.start();
        for (int times = 0; times < 4; times++) {
            world.run(60);
            fleet.active = most - 1;
            world.run(60);
            fleet.active = most;
        }
        return NOBODY;
    }
}
