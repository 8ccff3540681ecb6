package io.whoset.forensics.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.whoset.forensics.detect.Traffic.Value;
import io.whoset.forensics.record.Format;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Histories in which somebody is odd and nobody is bad: none may be accused, with any seed. */
class HonestTest {
    private static final int SEEDS = Integer.getInteger("seeds", 4);

    private static Arguments row(String name, Consumer<Traffic> history) {
        return Arguments.of(name, history);
    }

    static Stream<Arguments> honest() {
        return Stream.of(
                row("nothing special", t -> fleet(t, Fleet::healthy).run(300)),
                row("rolling deploy, 8 s", t -> deploy(t, 1)),
                row("rolling deploy, 3 min", t -> deploy(t, 20)),
                row("canary that stays alone", t -> {
                    int[] fresh = {10};
                    Fleet fleet = new Fleet(
                            t,
                            "#",
                            120,
                            (who, s, v) -> who >= fresh[0] ? Traffic.json(s + "@" + v, "new") : Fleet.healthy(s, v));
                    fleet.run(60);
                    fresh[0] = 9;
                    fleet.run(400);
                }),
                row(
                        "canary from the start",
                        t -> new Fleet(
                                        t,
                                        "#",
                                        120,
                                        (who, s, v) ->
                                                who == 9 ? Traffic.json(s + "@" + v, "new") : Fleet.healthy(s, v))
                                .run(300)),
                row("new server is the canary of a new serializer", t -> {
                    Fleet fleet = new Fleet(
                                    t,
                                    "#",
                                    120,
                                    (who, s, v) -> who == 9
                                            ? Fleet.healthy(s, v)
                                                    .format(Format.MSGPACK)
                                                    .flags(9)
                                            : Fleet.healthy(s, v))
                            .servers(8);
                    fleet.run(60);
                    fleet.servers(9).run(300);
                }),
                row("canary that is rolled back", t -> {
                    boolean[] fresh = {false};
                    Fleet fleet = new Fleet(
                            t,
                            "#",
                            120,
                            (who, s, v) ->
                                    fresh[0] && who == 9 ? Traffic.json(s + "@" + v, "new") : Fleet.healthy(s, v));
                    fleet.run(60);
                    fresh[0] = true;
                    fleet.run(100);
                    fresh[0] = false;
                    fleet.run(100);
                }),
                row("several processes behind one address, one a canary", HonestTest::nat),
                row(
                        "host names and times in payloads",
                        t -> new Fleet(t, "#", 120, (who, s, v) -> Traffic.json(s + "@" + who + "@" + t.now(), "s"))
                                .run(300)),
                row(
                        "each host its own flavour of values",
                        t -> new Fleet(t, "#", 120, (who, s, v) -> Traffic.json(s + "@" + v + " by " + who, "s"))
                                .run(300)),
                row(
                        "values toggle A, B, A",
                        t -> new Fleet(
                                        t,
                                        "flag:#",
                                        30,
                                        (who, s, v) -> Traffic.json(s + (v % 2 == 0 ? "on" : "off"), "s"))
                                .run(400)),
                row(
                        "values cycle through four",
                        t -> new Fleet(t, "state:#", 30, (who, s, v) -> Traffic.json(s + "@" + v % 4, "s")).run(400)),
                row("an admin toggles flags, the others refill", t -> toggling(t, 1)),
                row("two admins toggle flags", t -> toggling(t, 2)),
                row("rollback of the truth", t -> {
                    int[] back = {0};
                    Fleet fleet = new Fleet(t, "#", 120, (who, s, v) -> Fleet.healthy(s, Math.max(0, v - back[0])));
                    for (int i = 0; i < 5; i++) {
                        fleet.run(60);
                        back[0] += 2;
                    }
                }),
                row(
                        "counters by set",
                        t -> new Fleet(t, "count:#", 60, (who, s, v) -> Traffic.opaque(s + ":" + v, Format.INTEGER, 4))
                                .updates(0.6)
                                .run(300)),
                row(
                        "small counters that come round",
                        t -> new Fleet(
                                        t,
                                        "count:#",
                                        60,
                                        (who, s, v) -> Traffic.opaque(s + ":" + v % 10, Format.INTEGER, 1))
                                .updates(0.6)
                                .run(300)),
                row("counters by incr", HonestTest::counters),
                row("locks by add and delete", HonestTest::locks),
                row("cas loops", HonestTest::casLoops),
                row(
                        "one writer a key",
                        t -> new Fleet(t, "sess:#", 120, (who, s, v) -> Traffic.json(s + "@" + v, "s"))
                                .servers(1)
                                .run(200)),
                row("one writer a key, odd in every way", HonestTest::ownKeys),
                row("outage that all share", t -> outage(t, 0)),
                row("outage with a stagger of two seconds a server", t -> outage(t, 2)),
                row(
                        "flaky source for all",
                        t -> new Fleet(
                                        t,
                                        "#",
                                        120,
                                        (who, s, v) -> t.random.nextInt(20) == 0
                                                ? Traffic.error("\"status\": 503")
                                                : Fleet.healthy(s, v))
                                .run(400)),
                row(
                        "ten times the traffic, the same bad luck",
                        t -> new Fleet(
                                        t,
                                        "#",
                                        120,
                                        (who, s, v) -> t.random.nextInt(20) == 0
                                                ? Traffic.error("\"status\": 503")
                                                : Fleet.healthy(s, v))
                                .lastShare(0.55)
                                .run(400)),
                row(
                        "ten times the traffic",
                        t -> fleet(t, Fleet::healthy).lastShare(0.55).run(300)),
                row(
                        "honest 404s that everybody stores",
                        t -> new Fleet(
                                        t,
                                        "#",
                                        120,
                                        (who, s, v) ->
                                                s % 5 == 0 ? Traffic.error("\"status\": 404") : Fleet.healthy(s, v))
                                .run(300)),
                row(
                        "items that are taken down",
                        t -> new Fleet(
                                        t,
                                        "#",
                                        120,
                                        (who, s, v) -> v > 8 ? Traffic.error("\"status\": 404") : Fleet.healthy(s, v))
                                .run(300)),
                row(
                        "items that come and go",
                        t -> new Fleet(
                                        t,
                                        "#",
                                        120,
                                        (who, s, v) ->
                                                v % 3 == 0 ? Traffic.error("\"status\": 404") : Fleet.healthy(s, v))
                                .run(300)),
                row("one updater, it sees everything first", HonestTest::updater),
                row(
                        "compression from a size on",
                        t -> new Fleet(
                                        t,
                                        "#",
                                        120,
                                        (who, s, v) -> (s * 31 + v) % 7 > 4
                                                ? Traffic.opaque(s + "z" + v, Format.ZLIB, 900)
                                                        .flags(4)
                                                : Fleet.healthy(s, v))
                                .run(300)),
                row("regional differences by prefix", HonestTest::regions),
                row(
                        "optional members come and go",
                        t -> new Fleet(t, "#", 120, (who, s, v) -> Traffic.json(s + "@" + v, "s" + v % 5)).run(300)),
                row("cold restart", t -> {
                    Fleet fleet = fleet(t, Fleet::healthy);
                    fleet.run(60);
                    t.skip(20 * Traffic.SECOND);
                    fleet.run(200);
                }),
                row(
                        "few contested keys",
                        t -> new Fleet(t, "#", 3, (who, s, v) -> Fleet.healthy(s, v))
                                .updates(0.5)
                                .run(300)),
                row("three servers", t -> fleet(t, Fleet::healthy).servers(3).run(300)),
                row(
                        "two servers that disagree about everything",
                        t -> new Fleet(
                                        t,
                                        "#",
                                        120,
                                        (who, s, v) -> who == 1
                                                ? Fleet.healthy(s, v)
                                                : Traffic.opaque(s + "p" + v, Format.PICKLE, 300))
                                .servers(2)
                                .run(300)),
                row(
                        "two halves of a fleet",
                        t -> new Fleet(
                                        t,
                                        "#",
                                        120,
                                        (who, s, v) -> who > 4
                                                ? Fleet.healthy(s, v)
                                                : Traffic.opaque(s + "p" + v, Format.PICKLE, 300))
                                .servers(8)
                                .run(300)),
                row(
                        "blind warmer with its own lifetime",
                        t -> new Fleet(
                                        t,
                                        "#",
                                        120,
                                        (who, s, v) ->
                                                who == 9 ? Fleet.healthy(s, v).exptime(3600) : Fleet.healthy(s, v))
                                .run(300)),
                row(
                        "eternal configuration",
                        t -> new Fleet(
                                        t,
                                        "config:#",
                                        20,
                                        (who, s, v) -> Fleet.healthy(s, v).exptime(0))
                                .run(200)),
                row("deletes, then sets", HonestTest::deleteThenSet),
                row("double fills after a shared miss", HonestTest::doubleFills),
                row("lost races of all", t -> races(t, 0)),
                row("lost races, one server slower", t -> races(t, 1)),
                row("gaps all over", t -> {
                    Fleet fleet = fleet(t, Fleet::healthy);
                    for (int i = 0; i < 50; i++) {
                        fleet.run(4);
                        t.gap();
                    }
                }));
    }

    private interface Truth {
        Value of(int song, int version);
    }

    private static Fleet fleet(Traffic traffic, Truth truth) {
        return new Fleet(traffic, "#", 120, (who, song, version) -> truth.of(song, version));
    }

    private static void deploy(Traffic traffic, int secondsEach) {
        int[] fresh = {10};
        Fleet fleet = new Fleet(
                traffic,
                "#",
                120,
                (who, s, v) ->
                        who >= fresh[0] ? Traffic.json(s + "@" + v, "new").flags(3) : Fleet.healthy(s, v));
        fleet.run(60);
        while (fresh[0] > 1) {
            fresh[0]--;
            fleet.run(secondsEach);
        }
        fleet.run(100);
    }

    private static void nat(Traffic traffic) {
        int[] versions = new int[60];
        for (int i = 0; i < 20_000; i++) {
            traffic.pause(20_000);
            int song = traffic.random.nextInt(60);
            int who = 1 + traffic.random.nextInt(9);
            int process = traffic.random.nextInt(4);
            boolean canary = i > 4_000 && who == 9 && process == 0;
            versions[song] += traffic.random.nextInt(2);
            traffic.set(
                    Traffic.writer(who) + "#" + process,
                    "n:" + song,
                    Traffic.json(song + "@" + versions[song], canary ? "new" : "s"));
        }
    }

    private static void toggling(Traffic traffic, int admins) {
        boolean[] on = new boolean[20];
        for (int i = 0; i < 20_000; i++) {
            traffic.pause(50_000);
            int flag = traffic.random.nextInt(20);
            String key = "flag:" + (char) ('a' + flag);
            if (traffic.random.nextInt(40) == 0) {
                on[flag] = !on[flag];
                traffic.set("admin" + traffic.random.nextInt(admins), key, Traffic.json("flag" + flag + on[flag], "s"));
            } else if (traffic.misses(key)) {
                traffic.set(
                        Traffic.writer(1 + traffic.random.nextInt(8)),
                        key,
                        Traffic.json("flag" + flag + on[flag], "s"));
            }
        }
    }

    private static void counters(Traffic traffic) {
        for (int i = 0; i < 10_000; i++) {
            traffic.pause(10_000);
            String key = "hits:" + traffic.random.nextInt(20);
            String who = Traffic.writer(1 + traffic.random.nextInt(9));
            if (traffic.random.nextInt(30) == 0) {
                traffic.set(who, key, Traffic.opaque("0", Format.INTEGER, 1));
            } else {
                traffic.feed(who, "incr", key, null, "17", 300);
            }
        }
    }

    private static void locks(Traffic traffic) {
        for (int i = 0; i < 10_000; i++) {
            traffic.pause(20_000);
            String key = "lock:" + traffic.random.nextInt(20);
            String who = Traffic.writer(1 + traffic.random.nextInt(9));
            traffic.write(
                    who,
                    "add",
                    key,
                    Traffic.opaque("held by " + who, Format.TEXT, 9),
                    traffic.misses(key) ? "STORED" : "NOT_STORED");
            if (traffic.random.nextBoolean()) {
                traffic.delete(who, key);
            }
        }
    }

    private static void casLoops(Traffic traffic) {
        int[] versions = new int[20];
        for (int i = 0; i < 10_000; i++) {
            traffic.pause(20_000);
            int cart = traffic.random.nextInt(20);
            String who = Traffic.writer(1 + traffic.random.nextInt(9));
            boolean won = traffic.random.nextInt(4) > 0;
            versions[cart] += won ? 1 : 0;
            traffic.write(
                    who,
                    "cas",
                    "cart:" + cart,
                    Traffic.json("c" + cart + "@" + (versions[cart] - (won ? 0 : 2)), "s"),
                    won ? "STORED" : "EXISTS");
        }
    }

    private static void ownKeys(Traffic traffic) {
        for (int i = 0; i < 10_000; i++) {
            traffic.pause(20_000);
            int who = 1 + traffic.random.nextInt(9);
            int version = traffic.random.nextInt(3);
            Value value = who == 9 && version == 0 ? Traffic.unauthorized() : Traffic.json("v" + version, "s" + who);
            traffic.set(Traffic.writer(who), "user:" + who + ":" + traffic.random.nextInt(10), value);
        }
    }

    private static void outage(Traffic traffic, int staggerSeconds) {
        int[] down = {0};
        Fleet fleet = new Fleet(
                traffic,
                "#",
                120,
                (who, s, v) -> who <= down[0] ? Traffic.error("\"status\": 503") : Fleet.healthy(s, v));
        for (int times = 0; times < 3; times++) {
            fleet.run(80);
            while (down[0] < 9) {
                down[0] = staggerSeconds == 0 ? 9 : down[0] + 1;
                fleet.run(Math.max(1, staggerSeconds));
            }
            fleet.run(60);
            down[0] = 0;
        }
    }

    private static void updater(Traffic traffic) {
        int[] state = new int[40];
        for (int i = 0; i < 20_000; i++) {
            traffic.pause(20_000);
            int item = traffic.random.nextInt(40);
            String key = "item:" + item;
            boolean update = traffic.random.nextInt(10) == 0;
            state[item] = update ? traffic.random.nextInt(4) : state[item];
            Value value = state[item] == 0
                    ? Traffic.error("\"status\": 404")
                    : Traffic.json(item + "@" + state[item], "s" + state[item]);
            if (update) {
                traffic.set("updater", key, value);
            } else if (traffic.misses(key)) {
                traffic.set(Traffic.writer(1 + traffic.random.nextInt(8)), key, value);
            }
        }
    }

    private static void regions(Traffic traffic) {
        for (int round = 0; round < 30; round++) {
            new Fleet(traffic, "eu:#", 60, (who, s, v) -> Traffic.json("eu" + s + "@" + v, "gdpr")).run(5);
            new Fleet(
                            traffic,
                            "us:#",
                            60,
                            (who, s, v) -> Traffic.json("us" + s + "@" + v, "s").flags(7))
                    .run(5);
        }
    }

    private static void deleteThenSet(Traffic traffic) {
        int[] versions = new int[40];
        for (int i = 0; i < 20_000; i++) {
            traffic.pause(20_000);
            int item = traffic.random.nextInt(40);
            String who = Traffic.writer(1 + traffic.random.nextInt(9));
            versions[item] += traffic.random.nextInt(2);
            traffic.delete(who, "item:" + item);
            traffic.set(who, "item:" + item, Traffic.json(item + "@" + versions[item], "s"));
        }
    }

    private static void doubleFills(Traffic traffic) {
        int[] versions = new int[40];
        for (int i = 0; i < 10_000; i++) {
            traffic.pause(20_000);
            int item = traffic.random.nextInt(40);
            versions[item] += traffic.random.nextInt(2);
            for (int fill = 0; fill < 3; fill++) {
                traffic.set(
                        Traffic.writer(1 + traffic.random.nextInt(9)),
                        "item:" + item,
                        Traffic.json(item + "@" + versions[item], "s"));
            }
        }
    }

    /** Now and then somebody read the truth, was overtaken, and stores late; a slow server more often than the others. */
    private static void races(Traffic traffic, int slow) {
        int[] versions = new int[40];
        for (int i = 0; i < 20_000; i++) {
            traffic.pause(20_000);
            int item = traffic.random.nextInt(40);
            int who = 1 + traffic.random.nextInt(9);
            int before = versions[item];
            versions[item] += traffic.random.nextInt(2);
            boolean late = traffic.random.nextInt(who <= slow ? 10 : 60) == 0;
            if (late && before != versions[item]) {
                traffic.set(
                        Traffic.writer(1 + who % 9), "item:" + item, Traffic.json(item + "@" + versions[item], "s"));
                traffic.skip(traffic.random.nextInt(1_000_000));
                traffic.set(Traffic.writer(who), "item:" + item, Traffic.json(item + "@" + before, "s"));
            } else {
                traffic.set(Traffic.writer(who), "item:" + item, Traffic.json(item + "@" + versions[item], "s"));
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("honest")
    void judge_honestHistory_accusesNobody(String name, Consumer<Traffic> history) {
        for (int seed = 0; seed < SEEDS; seed++) {
            Traffic traffic = new Traffic(1_000 + seed);
            history.accept(traffic);
            assertThat(traffic.findings).as("%s, seed %d", name, seed).isEmpty();
            assertThat(traffic.marked).as("%s, seed %d", name, seed).isEmpty();
        }
    }
}
