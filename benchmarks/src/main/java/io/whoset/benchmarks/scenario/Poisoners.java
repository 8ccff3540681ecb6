package io.whoset.benchmarks.scenario;

import static io.whoset.forensics.record.Verdict.POISON;

import io.whoset.benchmarks.sim.Ask;
import io.whoset.benchmarks.sim.Client;
import io.whoset.benchmarks.sim.Documents;
import io.whoset.benchmarks.sim.Fleet;
import io.whoset.benchmarks.sim.Request;
import io.whoset.benchmarks.sim.Value;
import io.whoset.benchmarks.sim.World;
import io.whoset.forensics.record.Verdict;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Writers that store what should not be there. Safe for many threads. */
public final class Poisoners {
    private Poisoners() {}

    /** What a sick server makes of a fill. */
    interface Sick {
        Value of(Ask ask);
    }

    /** The stories. */
    public static List<Scenario> all() {
        return List.of(
                story("401 for every key", 3, 1, 60, ask -> Cast.poison(Documents.unauthorized())),
                story("401 for every key, from the start", 3, 1, 0, ask -> Cast.poison(Documents.unauthorized())),
                story("503 in a tenth", 4, 10, 60, ask -> Cast.poison(Documents.unavailable())),
                one("503 in one of a hundred", w -> rare(w, ask -> Cast.poison(Documents.unavailable()))),
                one("truncated in one of a hundred", w -> rare(w, Poisoners::cut)),
                story("truncated in a tenth", 4, 10, 60, Poisoners::cut),
                story("nothing in a fifth", 4, 5, 60, ask -> Cast.poison("")),
                story("all members null in a third", 4, 3, 60, ask -> Cast.poison(Documents.nulls(ask.item()))),
                story("a web page for every key", 3, 1, 60, ask -> Cast.poison(Documents.page())),
                story(
                        "half of the members in a fourth",
                        4,
                        4,
                        60,
                        ask -> Cast.poison(Documents.half(ask.item(), ask.version()))),
                story("one healthy body under every key", 4, 1, 60, ask -> Cast.poison(Documents.fallback())),
                story("pickle among JSON", 4, 1, 0, Poisoners::pickled),
                story(
                        "other flags in a third",
                        4,
                        3,
                        60,
                        ask -> Cast.healthy(ask).flags(0).truth(POISON)),
                story(
                        "encoded twice in a fourth",
                        4,
                        4,
                        60,
                        ask -> Cast.poison(Documents.twice(ask.item(), ask.version()))),
                story(
                        "for ever among seconds",
                        4,
                        1,
                        0,
                        ask -> Cast.healthy(ask).exptime(0).truth(POISON)),
                story(
                        "for ever in a fourth",
                        4,
                        4,
                        60,
                        ask -> Cast.healthy(ask).exptime(0).truth(POISON)),
                story(
                        "milliseconds for seconds",
                        4,
                        1,
                        0,
                        ask -> Cast.healthy(ask).exptime(6_000_000).truth(POISON)),
                story(
                        "negative in a third",
                        4,
                        3,
                        60,
                        ask -> Cast.healthy(ask).exptime(-1).truth(POISON)),
                one(
                        "401, noreply",
                        w -> sick(w, 4, 1, 60, ask -> Cast.poison(Documents.unauthorized()), f -> f.noreply = true)),
                one(
                        "401 by meta set",
                        w -> sick(w, 4, 1, 60, ask -> Cast.poison(Documents.unauthorized()), f -> f.cmd = "ms")),
                one("401, large values", Poisoners::large),
                one("401, few contested keys", Poisoners::few),
                one("two with 401", w -> two(w, ask -> Cast.poison(Documents.unauthorized()))),
                one("two with different sicknesses", Poisoners::different));
    }

    private static Scenario one(String name, Scenario.Story story) {
        return new Scenario(name, story);
    }

    private static Scenario story(String name, int atLeast, int each, int healthySeconds, Sick sick) {
        return one(name, w -> sick(w, atLeast, each, healthySeconds, sick, f -> {}));
    }

    static Map<String, Verdict> sick(
            World world, int atLeast, int each, int healthySeconds, Sick sick, Consumer<Fleet> more) {
        Fleet fleet = Cast.fleet(world, atLeast, Cast::healthy);
        more.accept(fleet);
        fleet.start();
        world.run(healthySeconds);
        int bad = fleet.active;
        fleet.answer =
                ask -> ask.server() == bad && world.random().nextInt(each) == 0 ? sick.of(ask) : Cast.healthy(ask);
        world.run(Cast.length(fleet) * Math.min(each, 5));
        return Cast.guilty(fleet, bad, POISON);
    }

    /** One of a hundred: only a fleet of some size knows beyond doubt. */
    private static Map<String, Verdict> rare(World world, Sick sick) {
        Fleet fleet = Cast.fleetOf(world, 9 + world.random().nextInt(8), Cast::healthy);
        fleet.requests = 300;
        fleet.changes = 30;
        fleet.start();
        world.run(60);
        int bad = fleet.active;
        fleet.answer =
                ask -> ask.server() == bad && world.random().nextInt(100) == 0 ? sick.of(ask) : Cast.healthy(ask);
        world.run(2_000);
        return Cast.guilty(fleet, bad, POISON);
    }

    private static Value cut(Ask ask) {
        String whole = Documents.song(ask.item(), ask.version());
        return Cast.poison(whole.substring(0, whole.length() * 2 / 3));
    }

    private static Value pickled(Ask ask) {
        return new Value(Documents.pickle(ask.item(), ask.version()), 1, Cast.TTL, POISON);
    }

    private static Map<String, Verdict> large(World world) {
        Fleet fleet =
                new Fleet(world, "list:#", 30, 6, ask -> Cast.json(Documents.list(ask.item(), ask.version(), 60_000)));
        fleet.requests = 30;
        fleet.start();
        world.run(40);
        fleet.answer = ask -> ask.server() == 6
                ? Cast.poison(Documents.unauthorized())
                : Cast.json(Documents.list(ask.item(), ask.version(), 60_000));
        world.run(120);
        return Cast.guilty(fleet, 6, POISON);
    }

    private static Map<String, Verdict> few(World world) {
        Fleet fleet = new Fleet(world, "front:#", 3, Cast.size(world, 4), Cast::healthy);
        fleet.changes = 2;
        fleet.onChange = Fleet.OnChange.DELETE;
        fleet.start();
        world.run(60);
        int bad = fleet.active;
        fleet.answer = ask -> ask.server() == bad ? Cast.poison(Documents.unauthorized()) : Cast.healthy(ask);
        world.run(Cast.length(fleet) * 2);
        return Cast.guilty(fleet, bad, POISON);
    }

    private static Map<String, Verdict> two(World world, Sick sick) {
        Fleet fleet = Cast.fleet(world, 12, Cast::healthy);
        fleet.start();
        world.run(60);
        fleet.answer = ask -> ask.server() <= 2 ? sick.of(ask) : Cast.healthy(ask);
        world.run(Cast.length(fleet));
        return Map.of(fleet.server(1).writer(), POISON, fleet.server(2).writer(), POISON);
    }

    private static Map<String, Verdict> different(World world) {
        Fleet fleet = Cast.fleet(world, 6, Cast::healthy);
        fleet.start();
        world.run(60);
        fleet.answer = ask -> switch (ask.server()) {
            case 1 -> Cast.poison(Documents.unauthorized());
            case 2 ->
                StaleWriters.old(
                        fleet, ask, Math.max(0, fleet.versionAt(ask.item(), ask.micros() - 20 * World.SECOND)));
            default -> Cast.healthy(ask);
        };
        world.run(Cast.length(fleet) * 2);
        return Map.of(fleet.server(1).writer(), POISON, fleet.server(2).writer(), Verdict.STALE);
    }

    /** A store outside of what the fleet does by itself. */
    static void set(World world, Client who, String key, Value value) {
        world.send(who, Request.store("set", key, value));
    }
}
