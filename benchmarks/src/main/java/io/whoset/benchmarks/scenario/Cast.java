package io.whoset.benchmarks.scenario;

import io.whoset.benchmarks.sim.Answer;
import io.whoset.benchmarks.sim.Ask;
import io.whoset.benchmarks.sim.Documents;
import io.whoset.benchmarks.sim.Fleet;
import io.whoset.benchmarks.sim.Value;
import io.whoset.benchmarks.sim.World;
import io.whoset.forensics.record.Verdict;
import java.util.List;
import java.util.Map;

/** What most stories begin with: a fleet whose size, pace and way of invalidation are drawn by the world's dice. Safe for many threads. */
final class Cast {
    static final long TTL = 6;
    static final long FLAGS = 2;
    private static final int[] SIZES = {3, 4, 6, 9, 12, 20, 40};
    private static final String[] FAMILIES = {"song:#", "v2:track:#:json", "<hex>", "app:#:detail"};

    private static final List<Fleet.OnChange> WAYS =
            List.of(Fleet.OnChange.EXPIRE, Fleet.OnChange.DELETE, Fleet.OnChange.STORE);

    private Cast() {}

    /** A healthy store. */
    static Value healthy(Ask ask) {
        return json(Documents.song(ask.item(), ask.version()));
    }

    static Value json(String text) {
        return Value.of(text, FLAGS, TTL);
    }

    static Value poison(String text) {
        return json(text).truth(Verdict.POISON);
    }

    /** One of the usual sizes of a fleet, at least so large. */
    static int size(World world, int atLeast) {
        int size = 0;
        while (size < atLeast) {
            size = SIZES[world.random().nextInt(SIZES.length)];
        }
        return size;
    }

    /** A fleet of a size that is drawn. */
    static Fleet fleet(World world, int atLeast, Answer answer) {
        return fleetOf(world, size(world, atLeast), answer);
    }

    /** A fleet of this size. */
    static Fleet fleetOf(World world, int size, Answer answer) {
        String family = FAMILIES[world.random().nextInt(FAMILIES.length)];
        int items = 60 + world.random().nextInt(100);
        Fleet fleet = new Fleet(world, family, items, size, answer);
        fleet.requests = 80 + world.random().nextInt(120);
        fleet.changes = 6 + world.random().nextInt(14);
        fleet.onChange = drawn(world);
        return fleet;
    }

    /** One of the ways of invalidation. */
    static Fleet.OnChange drawn(World world) {
        return WAYS.get(world.random().nextInt(WAYS.size()));
    }

    /** How long a story of this fleet lasts, in seconds: until its last server made some two hundred fills. */
    static double length(Fleet fleet) {
        return 120 + 12 * fleet.active;
    }

    /** One bad writer. */
    static Map<String, Verdict> guilty(Fleet fleet, int server, Verdict verdict) {
        return Map.of(fleet.server(server).writer(), verdict);
    }
}
