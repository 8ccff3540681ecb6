package io.whoset.benchmarks.scenario;

import static io.whoset.benchmarks.scenario.HonestFleets.NOBODY;

import io.whoset.benchmarks.sim.Ask;
import io.whoset.benchmarks.sim.Client;
import io.whoset.benchmarks.sim.Documents;
import io.whoset.benchmarks.sim.Fleet;
import io.whoset.benchmarks.sim.Request;
import io.whoset.benchmarks.sim.Value;
import io.whoset.benchmarks.sim.World;
import io.whoset.forensics.record.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What programs do with a cache besides looking aside. Safe for many threads. */
public final class HonestHabits {
    private static final int STEPS = 12_000;

    private HonestHabits() {}

    /** One action of a writer. */
    private interface Step {
        void by(Client who, int number);
    }

    /** The stories. */
    public static List<Scenario> all() {
        return List.of(
                story("counters by incr", HonestHabits::counters),
                story("locks by add and delete", HonestHabits::locks),
                story("cas loops", HonestHabits::casLoops),
                story("one writer a key", HonestHabits::ownKeys),
                story("own keys that go back", HonestHabits::ownBack),
                story("an admin toggles flags, the others refill", w -> toggling(w, 1)),
                story("two admins toggle flags", w -> toggling(w, 2)),
                story("one updater, it sees everything first", HonestHabits::updater),
                story("blind warmer that never reads", w -> warmer(w, Cast.TTL)),
                story("blind warmer with its own lifetime", w -> warmer(w, 3600)),
                story("own delete, then set", HonestHabits::deleteThenSet),
                story("deletes without change", HonestHabits::idleDeletes),
                story("double fills after a shared miss", HonestHabits::doubleFills),
                story("multiget now, set later", HonestHabits::multiget),
                story("a new writer joins an old family", HonestHabits::joins),
                story("a batch job writes once a while", HonestHabits::batch),
                story("pipelining clients", HonestHabits::pipelines),
                story("two winners of one cas", HonestHabits::twoWinners),
                story("values that are too large, refused", HonestHabits::tooLarge));
    }

    private static Scenario story(String name, Scenario.Story story) {
        return new Scenario(name, story);
    }

    private static Map<String, Verdict> steps(World world, int writers, Step step) {
        List<Client> clients = clients(world, writers, 2);
        for (int number = 0; number < STEPS; number++) {
            step.by(clients.get(world.random().nextInt(writers)), number);
            world.run(world.pause(20_000) / 1e6);
        }
        return NOBODY;
    }

    /** A process on each of so many servers; it keeps its connections, of which a memcached has only so many. */
    private static List<Client> clients(World world, int servers, int conns) {
        List<Client> clients = new ArrayList<>();
        for (int i = 1; i <= servers; i++) {
            clients.add(world.client("127.0.1." + i, conns));
        }
        return clients;
    }

    private static Map<String, Verdict> counters(World world) {
        return steps(world, Cast.size(world, 3), (who, number) -> {
            String key = "hits:" + world.random().nextInt(30);
            if (world.random().nextInt(20) == 0) {
                world.send(who, Request.store("set", key, Value.of("0", 0, 0)));
            } else {
                world.send(who, Request.of("incr", key));
            }
        });
    }

    private static Map<String, Verdict> locks(World world) {
        return steps(world, Cast.size(world, 3), (who, number) -> {
            String key = "lock:" + world.random().nextInt(20);
            world.send(who, Request.store("add", key, Value.of("held by " + who.writer(), 0, 10)), reply -> {
                if (reply.word().equals("STORED")) {
                    world.after(world.pause(30_000), () -> world.send(who, Request.of("delete", key)));
                }
            });
        });
    }

    private static Map<String, Verdict> casLoops(World world) {
        int[] versions = new int[20];
        return steps(world, Cast.size(world, 3), (who, number) -> {
            int cart = world.random().nextInt(20);
            String key = "cart:" + cart;
            world.send(who, Request.of("gets", key), read -> {
                Value value =
                        Cast.json(Documents.song(cart, versions[cart] + 1)).exptime(0);
                Request store = read.hit()
                        ? Request.store("cas", key, value).cas(read.cas())
                        : Request.store("add", key, value);
                world.after(
                        world.pause(5_000),
                        () -> world.send(
                                who,
                                store,
                                reply -> versions[cart] += reply.word().equals("STORED") ? 1 : 0));
            });
        });
    }

    private static Map<String, Verdict> ownKeys(World world) {
        return steps(world, Cast.size(world, 3), (who, number) -> {
            int item = world.random().nextInt(10);
            Value value = Cast.json(
                    world.random().nextInt(3) == 0 && who.writer().endsWith("3")
                            ? Documents.unauthorized()
                            : Documents.song(item, number));
            world.send(who, Request.store("set", "user:" + (who.writer().hashCode() & 0xFFFF) + ":" + item, value));
        });
    }

    private static Map<String, Verdict> ownBack(World world) {
        return steps(world, Cast.size(world, 3), (who, number) -> {
            int item = world.random().nextInt(10);
            Value value = Cast.json(Documents.song(item, world.random().nextInt(4)));
            world.send(who, Request.store("set", "sess:" + (who.writer().hashCode() & 0xFFFF) + ":" + item, value));
        });
    }

    private static Map<String, Verdict> toggling(World world, int admins) {
        boolean[] on = new boolean[20];
        Client[] admin = new Client[admins];
        for (int i = 0; i < admins; i++) {
            admin[i] = world.client("127.0.9." + (i + 1), 1);
        }
        return steps(world, Cast.size(world, 4), (who, number) -> {
            int flag = world.random().nextInt(20);
            boolean toggles = world.random().nextInt(12) == 0;
            on[flag] ^= toggles;
            Value value = Value.of("{\"flag\": " + flag + ", \"on\": " + on[flag] + "}", 0, 5);
            Client writer = toggles ? admin[world.random().nextInt(admins)] : who;
            String key = "flag:" + flag;
            if (toggles) {
                world.send(writer, Request.store("set", key, value));
            } else {
                world.send(writer, Request.of("get", key), reply -> {
                    if (!reply.hit()) {
                        world.send(writer, Request.store("set", key, value));
                    }
                });
            }
        });
    }

    private static Map<String, Verdict> updater(World world) {
        int[] state = new int[40];
        Client updater = world.client("127.0.9.1", 1);
        return steps(world, Cast.size(world, 4), (who, number) -> {
            int item = world.random().nextInt(40);
            boolean update = world.random().nextInt(10) == 0;
            state[item] = update ? world.random().nextInt(4) : state[item];
            Value value = Cast.json(state[item] == 0 ? Documents.notFound(item) : Documents.song(item, state[item]));
            world.send(update ? updater : who, Request.store(update ? "set" : "add", "item:" + item, value));
        });
    }

    private static Map<String, Verdict> warmer(World world, long exptime) {
        Fleet fleet = Cast.fleet(world, 3, Cast::healthy).start();
        Client warmer = world.client("127.0.9.9", 1);
        for (int round = 0; round < 30; round++) {
            for (int item = 0; item < fleet.items(); item++) {
                Value value = Cast.healthy(new Ask(0, item, fleet.version(item), world.now()))
                        .exptime(exptime);
                world.send(warmer, Request.store("set", fleet.key(item), value).silent());
                world.run(0.005);
            }
            world.run(10);
        }
        return NOBODY;
    }

    private static Map<String, Verdict> deleteThenSet(World world) {
        int[] versions = new int[40];
        return steps(world, Cast.size(world, 3), (who, number) -> {
            int item = world.random().nextInt(40);
            versions[item] += world.random().nextInt(2);
            Value value = Cast.json(Documents.song(item, versions[item]));
            world.send(
                    who,
                    Request.of("delete", "item:" + item),
                    reply -> world.send(who, Request.store("set", "item:" + item, value)));
        });
    }

    /** Some delete whole groups of keys to be sure; the next fill stores what was there. */
    private static Map<String, Verdict> idleDeletes(World world) {
        Fleet fleet = Cast.fleet(world, 3, Cast::healthy).start();
        Client purger = world.client("127.0.9.8", 1);
        for (int round = 0; round < 600; round++) {
            world.send(purger, Request.of("delete", fleet.key(world.random().nextInt(fleet.items()))));
            world.run(0.4);
        }
        return NOBODY;
    }

    private static Map<String, Verdict> doubleFills(World world) {
        int[] versions = new int[40];
        List<Client> others = clients(world, 3, 1);
        return steps(world, Cast.size(world, 3), (who, number) -> {
            int item = world.random().nextInt(40);
            versions[item] += world.random().nextInt(2);
            Client other = others.get(world.random().nextInt(3));
            Value value = Cast.json(Documents.song(item, versions[item]));
            world.send(who, Request.store("set", "item:" + item, value));
            world.send(other, Request.store("set", "item:" + item, value));
        });
    }

    /** Reads many keys at once, fetches them in one go, stores them one by one, seconds later: now and then it crosses a change. */
    private static Map<String, Verdict> multiget(World world) {
        Fleet fleet = Cast.fleet(world, 4, Cast::healthy);
        fleet.onChange = Fleet.OnChange.DELETE;
        fleet.holds = server -> world.pause(700_000);
        fleet.run(Cast.length(fleet) * 2);
        return NOBODY;
    }

    private static Map<String, Verdict> joins(World world) {
        Fleet fleet = Cast.fleet(world, 4, Cast::healthy);
        int most = fleet.active;
        fleet.active = most - 1;
        fleet.start();
        world.run(120);
        fleet.active = most;
        world.run(Cast.length(fleet));
        return NOBODY;
    }

    /** Once a minute a job that lives elsewhere stores a few summaries under the fleet's keys, rightly. */
    private static Map<String, Verdict> batch(World world) {
        Fleet fleet = Cast.fleet(world, 4, Cast::healthy).start();
        Client job = world.client("127.0.9.7", 1);
        for (int round = 0; round < 6; round++) {
            for (int i = 0; i < 40; i++) {
                world.send(job, Request.store("set", "report:" + round + ":" + i, Cast.json("{\"sum\": " + i + "}")));
            }
            for (int i = 0; i < 15; i++) {
                int item = world.random().nextInt(fleet.items());
                world.send(
                        job,
                        Request.store("set", fleet.key(item), Cast.healthy(new Ask(0, item, fleet.version(item), 0))));
            }
            world.run(60);
        }
        return NOBODY;
    }

    private static Map<String, Verdict> pipelines(World world) {
        int[] versions = new int[60];
        return steps(world, Cast.size(world, 3), (who, number) -> {
            Client connection = who.only(0);
            for (int i = 0; i < 3; i++) {
                int item = world.random().nextInt(60);
                versions[item] += world.random().nextInt(2);
                Request store = Request.store("set", "item:" + item, Cast.json(Documents.song(item, versions[item])));
                world.send(connection, i == 0 ? store : store.riding());
            }
        });
    }

    /** memcached issue 1067: two clients hold the same cas unique and both are told STORED; nobody is to blame. */
    private static Map<String, Verdict> twoWinners(World world) {
        int[] versions = new int[20];
        List<Client> others = clients(world, 3, 1);
        return steps(world, Cast.size(world, 3), (who, number) -> {
            int item = world.random().nextInt(20);
            versions[item]++;
            Value mine = Cast.json(Documents.song(item, versions[item]));
            world.send(who, Request.store("set", "cart:" + item, mine));
            if (world.random().nextInt(10) == 0) {
                Client other = others.get(world.random().nextInt(3));
                world.send(
                        other,
                        Request.store("set", "cart:" + item, Cast.json(Documents.song(item, versions[item] + 1000))));
            }
        });
    }

    private static Map<String, Verdict> tooLarge(World world) {
        Value huge = Value.of("x".repeat((1 << 20) + 1), 0, 6);
        Fleet fleet = Cast.fleet(world, 3, Cast::healthy);
        fleet.answer = ask -> ask.item() == 1 && ask.version() % 3 == 0 ? huge : Cast.healthy(ask);
        fleet.run(120);
        return NOBODY;
    }
}
