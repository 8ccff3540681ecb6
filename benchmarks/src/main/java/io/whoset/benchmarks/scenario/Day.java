package io.whoset.benchmarks.scenario;

import io.whoset.benchmarks.sim.Answer;
import io.whoset.benchmarks.sim.Ask;
import io.whoset.benchmarks.sim.Documents;
import io.whoset.benchmarks.sim.Fleet;
import io.whoset.benchmarks.sim.Fleet.OnChange;
import io.whoset.benchmarks.sim.Value;
import io.whoset.benchmarks.sim.World;
import java.util.ArrayList;
import java.util.List;

/**
 * A hundred servers over five key families, and what happens to them in a day: deploys that spread over an hour, outages that all share, a rollback of
 * the truth, restarts of the cache. Nobody is bad.
 *
 * <p>Confined to its world's thread.
 */
public final class Day {
    private static final int SERVERS = 100;
    private static final double HOUR = 3600;

    private final World world;
    private final List<Fleet> fleets = new ArrayList<>();
    private int fresh;
    private boolean down;
    private int back;

    /** A day at so many writes a second. */
    public Day(World world, double writes) {
        this.world = world;
        add("song:#", 40_000, writes * 0.3, OnChange.EXPIRE, this::song);
        add("v2:track:#:json", 60_000, writes * 0.25, OnChange.DELETE, Dressed::signedHealthy);
        add("<hex>", 100_000, writes * 0.2, OnChange.STORE, Cast::healthy);
        add(
                "flag:#",
                500,
                writes * 0.1,
                OnChange.DELETE,
                ask -> Value.of(ask.version() % 2 == 0 ? "on" : "off", 0, 60));
        add(
                "page:#",
                20_000,
                writes * 0.15,
                OnChange.EXPIRE,
                ask -> Cast.json(Documents.song(ask.item(), Math.max(0, ask.version() - back)))
                        .exptime(300));
    }

    private void add(String family, int items, double writes, OnChange onChange, Answer answer) {
        Fleet fleet = new Fleet(world, family, items, SERVERS, answer);
        // the most wanted items are still cached when they are asked for again
        fleet.requests = writes * 1.25;
        fleet.changes = writes * 0.1;
        fleet.onChange = onChange;
        fleets.add(fleet.start());
    }

    /** Songs go through deploys and outages. */
    private Value song(Ask ask) {
        if (down) {
            return Cast.json(Documents.unavailable());
        }
        return ask.server() <= fresh ? HonestChanges.next(ask) : Cast.healthy(ask);
    }

    /** Lets an hour go by, 1 to 24. */
    public void hour(int number) {
        switch (number) {
            case 6, 18 -> world.wire().restartCache();
            case 9 -> deploy();
            case 14 -> {
                down = true;
                world.run(600);
                down = false;
                world.run(HOUR - 600);
            }
            case 20 -> back = 1;
            default -> {}
        }
        if (number != 9 && number != 14) {
            world.run(HOUR);
        }
    }

    private void deploy() {
        for (fresh = 1; fresh < SERVERS; fresh++) {
            world.run(HOUR / SERVERS);
        }
        world.run(HOUR / SERVERS);
    }
}
