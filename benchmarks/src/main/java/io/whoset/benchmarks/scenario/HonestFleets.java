package io.whoset.benchmarks.scenario;

import io.whoset.benchmarks.sim.Answer;
import io.whoset.benchmarks.sim.Ask;
import io.whoset.benchmarks.sim.Client;
import io.whoset.benchmarks.sim.Documents;
import io.whoset.benchmarks.sim.Fleet;
import io.whoset.benchmarks.sim.Value;
import io.whoset.benchmarks.sim.World;
import io.whoset.forensics.record.Verdict;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Fleets whose values look odd and are not. Safe for many threads. */
public final class HonestFleets {
    private HonestFleets() {}

    static final Map<String, Verdict> NOBODY = Map.of();

    /** The stories. */
    public static List<Scenario> all() {
        return List.of(
                plain("nothing special", Cast::healthy, f -> {}),
                plain("nothing special, noreply", Cast::healthy, f -> f.noreply = true),
                plain("nothing special, meta", Cast::healthy, f -> f.cmd = "ms"),
                plain("three servers", Cast::healthy, f -> f.active = 3),
                plain("host names and times in values", HonestFleets::signed, f -> {}),
                plain("each host its own flavour", ask -> Cast.json(named(ask)), f -> {}),
                plain("values toggle A, B, A", HonestFleets::toggle, f -> f.changes = 20),
                plain(
                        "values cycle through four",
                        ask -> Cast.json(Documents.song(ask.item(), ask.version() % 4)),
                        f -> f.changes = 20),
                plain(
                        "small counters that come round",
                        ask -> Value.of("" + ask.version() % 10, 0, 6),
                        f -> f.changes = 30),
                plain(
                        "values cycle through sixty",
                        ask -> Cast.json(Documents.song(ask.item(), ask.version() % 60)),
                        f -> f.changes = 60),
                plain(
                        "a clock that comes round",
                        ask -> Value.of("" + ask.micros() / World.SECOND % 60, 0, 6),
                        f -> f.onChange = Fleet.OnChange.EXPIRE),
                plain("honest 404s that everybody stores", HonestFleets::some404, f -> {}),
                plain("items that are taken down", ask -> ask.version() > 4 ? gone(ask) : Cast.healthy(ask), f -> {}),
                plain("items that come and go", ask -> ask.version() % 3 == 0 ? gone(ask) : Cast.healthy(ask), f -> {}),
                plain(
                        "items that are empty for a while",
                        ask -> ask.version() % 4 == 3 ? Cast.json(Documents.nulls(ask.item())) : Cast.healthy(ask),
                        f -> {}),
                plain("compression from a size on", HonestFleets::compressed, f -> {}),
                plain("optional members come and go", HonestFleets::optional, f -> {}),
                plain(
                        "PHP objects that everybody stores",
                        ask -> Cast.json(
                                ask.item() % 3 == 0
                                        ? Documents.phpObject("App\\Song", ask.item())
                                        : Documents.php(ask.item(), ask.version())),
                        f -> {}),
                plain(
                        "Java beans",
                        ask -> new Value(Documents.javaBean(ask.item(), ask.version()), 1, 6, Verdict.CLEAN),
                        f -> {}),
                plain(
                        "pickles with dates",
                        ask -> new Value(Documents.pickle(ask.item(), ask.version()), 1, 6, Verdict.CLEAN),
                        f -> {}),
                plain(
                        "eternal configuration",
                        ask -> Cast.healthy(ask).exptime(0),
                        f -> f.onChange = Fleet.OnChange.DELETE),
                plain(
                        "some keys eternal, some not",
                        ask -> ask.item() % 5 == 0 ? Cast.healthy(ask).exptime(0) : Cast.healthy(ask),
                        f -> f.onChange = Fleet.OnChange.STORE),
                plain(
                        "many items that share one body",
                        ask -> Cast.json(Documents.song(ask.item() % 3, ask.version() % 2)),
                        f -> {}),
                plain("ten times the traffic", Cast::healthy, f -> f.lastShare = 0.55),
                plain("one server hardly ever", Cast::healthy, f -> f.lastShare = 0.01),
                new Scenario("ten times the traffic, flaky source for all", w -> flaky(w, 0.55)),
                new Scenario("flaky source for all", w -> flaky(w, -1)),
                new Scenario("large values", HonestFleets::large),
                new Scenario("few contested keys", HonestFleets::few),
                new Scenario("regional differences by prefix", HonestFleets::regions),
                new Scenario("two servers that disagree about everything", w -> halves(w, 2)),
                new Scenario("two halves of a fleet", w -> halves(w, 8)),
                new Scenario("several processes behind one address", HonestFleets::nat),
                new Scenario("a slow server", w -> slow(w, Cast.fleet(w, 3, Cast::healthy), 1)),
                new Scenario("two slow servers", w -> slow(w, Cast.fleet(w, 9, Cast::healthy), 2)));
    }

    static Scenario plain(String name, Answer answer, Consumer<Fleet> more) {
        return new Scenario(name, w -> {
            Fleet fleet = Cast.fleet(w, 3, answer);
            more.accept(fleet);
            fleet.run(Cast.length(fleet) * 2);
            return NOBODY;
        });
    }

    static String named(Ask ask) {
        String text = Documents.song(ask.item(), ask.version());
        return text.substring(0, text.length() - 1) + ", \"host\": \"web" + ask.server() + "\"}";
    }

    static Value signed(Ask ask) {
        String text = Documents.song(ask.item(), ask.version());
        return Cast.json(text.substring(0, text.length() - 1) + ", \"host\": \"web" + ask.server() + "\", \"at\": "
                + ask.micros() + "}");
    }

    private static Value toggle(Ask ask) {
        return Cast.json("{\"flag\": \"" + ask.item() + "\", \"on\": " + (ask.version() % 2 == 0) + "}");
    }

    static Value gone(Ask ask) {
        return Cast.json(Documents.notFound(ask.item()));
    }

    private static Value some404(Ask ask) {
        return ask.item() % 5 == 0 ? gone(ask) : Cast.healthy(ask);
    }

    private static Value compressed(Ask ask) {
        return (ask.item() * 31 + ask.version()) % 7 > 4
                ? new Value(Documents.zlib(ask.item(), ask.version(), 900), 4, Cast.TTL, Verdict.CLEAN)
                : Cast.healthy(ask);
    }

    private static Value optional(Ask ask) {
        String text = Documents.song(ask.item(), ask.version());
        String more = switch (ask.version() % 4) {
            case 1 -> ", \"award\": \"gold\"}";
            case 2 -> ", \"video\": {\"id\": 7}}";
            case 3 -> ", \"lyrics\": null}";
            default -> "}";
        };
        return Cast.json(text.substring(0, text.length() - 1) + more);
    }

    private static Map<String, Verdict> flaky(World world, double lastShare) {
        Fleet fleet = Cast.fleet(
                world,
                3,
                ask -> world.random().nextInt(20) == 0 ? Cast.json(Documents.unavailable()) : Cast.healthy(ask));
        fleet.lastShare = lastShare;
        fleet.run(Cast.length(fleet) * 2);
        return NOBODY;
    }

    private static Map<String, Verdict> large(World world) {
        Fleet fleet =
                new Fleet(world, "list:#", 30, 6, ask -> Cast.json(Documents.list(ask.item(), ask.version(), 60_000)));
        fleet.requests = 30;
        fleet.run(150);
        return NOBODY;
    }

    private static Map<String, Verdict> few(World world) {
        Fleet fleet = new Fleet(world, "front:#", 3, Cast.size(world, 3), Cast::healthy);
        fleet.changes = 3;
        fleet.onChange = Cast.drawn(world);
        fleet.run(600);
        return NOBODY;
    }

    private static Map<String, Verdict> regions(World world) {
        Fleet eu = new Fleet(world, "eu:song:#", 60, 6, Cast::healthy).start();
        Fleet us = new Fleet(
                world,
                "us:song:#",
                60,
                6,
                ask -> Cast.json(Documents.songNext(ask.item(), ask.version())).flags(7));
        for (int i = 0; i < 6; i++) {
            us.servers.set(i, world.client("127.0.4." + (i + 1), 2));
        }
        // one of them serves both regions
        us.servers.set(0, eu.server(1));
        us.start();
        world.run(300);
        return NOBODY;
    }

    private static Map<String, Verdict> halves(World world, int servers) {
        Fleet fleet = Cast.fleetOf(
                world,
                servers,
                ask -> ask.server() > servers / 2
                        ? Cast.healthy(ask)
                        : new Value(Documents.pickle(ask.item(), ask.version()), 1, Cast.TTL, Verdict.CLEAN));
        fleet.run(300);
        return NOBODY;
    }

    /** Four processes behind the last address, one of them the canary of a new build. */
    private static Map<String, Verdict> nat(World world) {
        Fleet fleet = Cast.fleet(world, 4, Cast::healthy);
        Client address = world.client(fleet.server(fleet.active).writer(), 4);
        fleet.servers.set(fleet.active - 1, address.only(0));
        for (int process = 1; process < 4; process++) {
            fleet.servers.add(address.only(process));
        }
        fleet.active += 3;
        fleet.start();
        world.run(60);
        fleet.answer = ask -> ask.server() == fleet.active
                ? Cast.json(Documents.songNext(ask.item(), ask.version()))
                : Cast.healthy(ask);
        world.run(Cast.length(fleet));
        return NOBODY;
    }

    /** A server that takes three times as long as the others to read the source. */
    private static Map<String, Verdict> slow(World world, Fleet fleet, int slow) {
        int fast = fleet.active - slow;
        fleet.holds = server -> world.pause(server > fast ? 400_000 : 60_000);
        fleet.changes = 20;
        fleet.run(Cast.length(fleet) * 2);
        return NOBODY;
    }
}
