package io.whoset.benchmarks.sim;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.IntToLongFunction;

/**
 * Servers before one source: they look aside, fill what misses, and invalidate or refresh what changes.
 *
 * <p>Confined to its world's thread.
 */
public final class Fleet {
    /** What happens to the cache when the truth changes. */
    public enum OnChange {
        /** Nothing: it expires. */
        EXPIRE,
        /** The server that changed it deletes the key. */
        DELETE,
        /** The server that changed it stores the new version. */
        STORE
    }

    /** The world. */
    public final World world;
    /** Its servers; the first has number 1. */
    public final List<Client> servers = new ArrayList<>();
    /** What servers store. */
    public Answer answer;
    /** Requests a second, all servers together. */
    public double requests = 120;
    /** Changes of the truth a second. */
    public double changes = 12;
    /** How uneven the demand for items is. */
    public double skew = 1.6;
    /** What a change does. */
    public OnChange onChange = OnChange.EXPIRE;
    /** The word of a store. */
    public String cmd = "set";
    /** Stores without a reply. */
    public boolean noreply;
    /** Mean time that the source takes. */
    public double sourceMicros = 15_000;
    /** How long a server holds what it read before it stores, by number; none by default. */
    public IntToLongFunction holds = server -> 0;
    /** Share of the last server; negative: as the others. */
    public double lastShare = -1;
    /** How many servers take part. */
    public int active;

    private final String family;
    private final List<List<Long>> history = new ArrayList<>();

    /** A fleet over a key family, in which {@code #} is the item. */
    public Fleet(World world, String family, int items, int servers, Answer answer) {
        this.world = world;
        this.family = family;
        this.answer = answer;
        for (int item = 0; item < items; item++) {
            history.add(new ArrayList<>());
        }
        for (int server = 1; server <= servers; server++) {
            this.servers.add(world.client("127.0.1." + server, 2));
        }
        active = servers;
    }

    /** Begins. */
    public Fleet start() {
        world.after(world.pause(World.SECOND / requests), this::request);
        world.after(world.pause(World.SECOND / Math.max(changes, 1e-9)), this::change);
        return this;
    }

    /** Begins, and lets so much time go by. */
    public Fleet run(double seconds) {
        start();
        world.run(seconds);
        return this;
    }

    /** A server's writer. */
    public Client server(int number) {
        return servers.get(number - 1);
    }

    /** The version of an item at a moment. */
    public int versionAt(int item, long micros) {
        List<Long> changed = history.get(item);
        int version = changed.size();
        while (version > 0 && changed.get(version - 1) > micros) {
            version--;
        }
        return version;
    }

    /** The version of an item now. */
    public int version(int item) {
        return history.get(item).size();
    }

    /** How many items there are. */
    public int items() {
        return history.size();
    }

    /** The key of an item. */
    public String key(int item) {
        return family.replace("<hex>", hex(item * 0x9E3779B97F4A7C15L) + hex((item + 7) * 0xBF58476D1CE4E5B9L))
                .replace("#", Integer.toString(item + 100));
    }

    private static String hex(long number) {
        return HexFormat.of().toHexDigits(number);
    }

    private int pick() {
        if (lastShare < 0) {
            return 1 + world.random().nextInt(active);
        }
        return world.random().nextDouble() < lastShare
                ? active
                : 1 + world.random().nextInt(active - 1);
    }

    private int pickItem() {
        return (int) (Math.pow(world.random().nextDouble(), skew) * items());
    }

    private void request() {
        world.after(world.pause(World.SECOND / requests), this::request);
        int server = pick();
        int item = pickItem();
        world.send(server(server), Request.of("get", key(item)), reply -> {
            if (!reply.hit()) {
                fill(server, item);
            }
        });
    }

    /** A server reads the source and stores what it makes of it. */
    public void fill(int server, int item) {
        long asked = world.pause(sourceMicros / 2);
        world.after(asked, () -> {
            Ask ask = new Ask(server, item, version(item), world.now());
            world.after(world.pause(sourceMicros / 2) + holds.applyAsLong(server), () -> store(ask));
        });
    }

    private void store(Ask ask) {
        store(server(ask.server()), key(ask.item()), answer.of(ask));
    }

    /** Stores as this fleet does. */
    public void store(Client who, String key, Value value) {
        Request request = Request.store(cmd, key, value);
        world.send(who, noreply ? request.silent() : request);
    }

    private void change() {
        world.after(world.pause(World.SECOND / changes), this::change);
        int item = pickItem();
        int server = pick();
        history.get(item).add(world.now());
        if (onChange == OnChange.DELETE) {
            world.send(server(server), Request.of("delete", key(item)));
        } else if (onChange == OnChange.STORE) {
            world.after(world.pause(2_000), () -> store(new Ask(server, item, version(item), world.now())));
        }
    }
}
