package io.whoset.benchmarks.scenario;

import static io.whoset.forensics.record.Verdict.POISON;

import io.whoset.benchmarks.sim.Client;
import io.whoset.benchmarks.sim.Documents;
import io.whoset.benchmarks.sim.Fleet;
import io.whoset.benchmarks.sim.Request;
import io.whoset.benchmarks.sim.Value;
import io.whoset.benchmarks.sim.World;
import io.whoset.forensics.record.Verdict;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/** Writers that have no business there, and attacks. Safe for many threads. */
public final class Intruders {
    private Intruders() {}

    /** The stories. */
    public static List<Scenario> all() {
        return List.of(
                new Scenario("foreign: another program's keys collide", Intruders::collides),
                new Scenario("foreign: unknown writer overwrites", Intruders::unknown),
                new Scenario(
                        "dangerous: pickle that runs a command",
                        w -> attack(w, i -> raw(Documents.pickleBomb("id")), false)),
                new Scenario(
                        "dangerous: pickle among harmless ones",
                        w -> attack(w, i -> raw(Documents.pickleBomb("id")), true)),
                new Scenario("dangerous: Java gadget", w -> attack(w, i -> raw(Documents.javaGadget(i)), false)),
                new Scenario("dangerous: PHP object among arrays", Intruders::php),
                new Scenario("injected: a command behind a key", Intruders::injects));
    }

    private static Value raw(byte[] bytes) {
        return new Value(bytes, Cast.FLAGS, Cast.TTL, POISON);
    }

    /** A program with traffic of its own gets a key prefix wrong: it stores small configurations under the songs. */
    private static Map<String, Verdict> collides(World world) {
        Fleet fleet = Cast.fleet(world, 4, Cast::healthy).start();
        Fleet other =
                new Fleet(world, "conf:#", 40, 1, ask -> Cast.json("{\"v\": " + ask.version() + ", \"on\": true}"));
        other.requests = 20;
        Client intruder = world.client("127.0.2.1", 1);
        other.servers.set(0, intruder);
        other.start();
        world.run(60);
        for (int i = 0; i < 60; i++) {
            int item = world.random().nextInt(fleet.items() / 3);
            Poisoners.set(world, intruder, fleet.key(item), Cast.poison("{\"v\": " + i + ", \"on\": false}"));
            world.run(2);
        }
        return Map.of(intruder.writer(), POISON);
    }

    /** Somebody who was never seen overwrites what others own. */
    private static Map<String, Verdict> unknown(World world) {
        Fleet fleet = Cast.fleet(world, 4, Cast::healthy).start();
        world.run(120);
        Client intruder = world.client("127.0.3.1", 1);
        for (int i = 0; i < 60; i++) {
            int item = world.random().nextInt(fleet.items() / 3);
            Poisoners.set(world, intruder, fleet.key(item), Cast.poison("you have been visited, number " + i % 3));
            world.run(2);
        }
        return Map.of(intruder.writer(), POISON);
    }

    private static Map<String, Verdict> attack(World world, IntFunction<Value> payload, boolean pickles) {
        Fleet fleet = Cast.fleet(
                world,
                4,
                ask -> pickles
                        ? new Value(Documents.pickle(ask.item(), ask.version()), 1, Cast.TTL, Verdict.CLEAN)
                        : Cast.healthy(ask));
        return once(world, fleet, payload);
    }

    private static Map<String, Verdict> php(World world) {
        Fleet fleet = Cast.fleet(world, 4, ask -> Cast.json(Documents.php(ask.item(), ask.version())));
        return once(world, fleet, item -> Cast.poison(Documents.phpObject("Monolog\\Handler\\SyslogUdpHandler", item)));
    }

    private static Map<String, Verdict> once(World world, Fleet fleet, IntFunction<Value> payload) {
        fleet.start();
        world.run(60);
        for (int i = 0; i < 6; i++) {
            int item = world.random().nextInt(fleet.items() / 3);
            Poisoners.set(world, fleet.server(fleet.active), fleet.key(item), payload.apply(item));
            world.run(3);
        }
        return Cast.guilty(fleet, fleet.active, POISON);
    }

    /** A key from outside carries CR LF and a whole set behind it. */
    private static Map<String, Verdict> injects(World world) {
        Fleet fleet = Cast.fleet(world, 4, Cast::healthy).start();
        world.run(60);
        Client victim = fleet.server(fleet.active);
        for (int i = 0; i < 8; i++) {
            int item = world.random().nextInt(fleet.items() / 3);
            Client connection = victim.only(0);
            world.send(connection, Request.of("get", "search:" + i));
            Value value = Cast.poison("{\"status\": 200, \"admin\": true, \"n\": " + i + "}");
            world.send(connection, Request.store("set", fleet.key(item), value).riding());
            world.run(5);
        }
        return Cast.guilty(fleet, fleet.active, POISON);
    }
}
