package io.whoset.benchmarks.scenario;

import static io.whoset.forensics.record.Verdict.POISON;
import static io.whoset.forensics.record.Verdict.STALE;

import io.whoset.benchmarks.sim.Ask;
import io.whoset.benchmarks.sim.Documents;
import io.whoset.benchmarks.sim.Fleet;
import io.whoset.benchmarks.sim.Value;
import io.whoset.benchmarks.sim.World;
import io.whoset.forensics.record.Verdict;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import java.util.regex.Pattern;

/** Values whose bytes never agree between two servers, though they say the same: host names and times in them, members in another order, other levels of
 * compression. Safe for many threads. */
public final class Dressed {
    private static final Pattern MEMBERS = Pattern.compile(", (?=\"(id|title|plays|rating|tags|artist)\")");

    private Dressed() {}

    /** How a server writes what it knows. */
    private interface Dress {
        Value on(String song, Ask ask);
    }

    /** Stories with bad writers. */
    public static List<Scenario> guilty() {
        return List.of(
                story("host names in values, old source", Dressed::signed, 4, -1),
                story("host names in values, replica a minute behind", Dressed::signed, 4, 60),
                story("host names only, old source", Dressed::named, 4, -1),
                story("members in any order, old source", Dressed::shuffled, 4, -1),
                story("compressed at several levels, old source", Dressed::packed, 4, -1),
                new Scenario("compressed 401 in a fourth", Dressed::denied));
    }

    /** Stories in which nobody is bad. */
    public static List<Scenario> controls() {
        return List.of(
                plain("host names in values that toggle", Dressed::signed, version -> version % 2, 0),
                plain("host names in values that cycle", Dressed::signed, version -> version % 4, 0),
                plain("host names in values, rollback of the truth", Dressed::signed, version -> version, 2),
                plain("host names in values that never change", Dressed::signed, version -> 0, 0),
                plain("members in any order", Dressed::shuffled, version -> version, 0),
                plain("compressed at several levels", Dressed::packed, version -> version, 0),
                plain("compressed at several levels, rollback of the truth", Dressed::packed, version -> version, 2),
                plain("members in any order, rollback of the truth", Dressed::shuffled, version -> version, 2));
    }

    private static String body(String song) {
        return song.substring(0, song.length() - 1);
    }

    /** A healthy store with host name and time in it. */
    static Value signedHealthy(Ask ask) {
        return signed(Documents.song(ask.item(), ask.version()), ask);
    }

    private static Value named(String song, Ask ask) {
        return Cast.json(body(song) + ", \"host\": \"web" + ask.server() + "\"}");
    }

    private static Value signed(String song, Ask ask) {
        return Cast.json(body(song) + ", \"host\": \"web" + ask.server() + "\", \"at\": " + ask.micros() + "}");
    }

    /** The first members go behind the others, as many as the server's number says. */
    private static Value shuffled(String song, Ask ask) {
        String[] members = MEMBERS.split(body(song).substring(1), -1);
        StringBuilder out = new StringBuilder("{");
        for (int i = 0; i < members.length; i++) {
            out.append(i == 0 ? "" : ", ").append(members[(i + ask.server()) % members.length]);
        }
        return Cast.json(out.append('}').toString());
    }

    /** zlib, at a level of the server's own. */
    private static Value packed(String song, Ask ask) {
        Value value = Cast.json(song);
        return value.bytes(Documents.deflated(value.bytes(), 1 + ask.server() % 9))
                .flags(Cast.FLAGS + 16);
    }

    private static Scenario story(String name, Dress dress, int atLeast, double lagSeconds) {
        return new Scenario(name, world -> old(world, dress, atLeast, lagSeconds));
    }

    private static Map<String, Verdict> old(World world, Dress dress, int atLeast, double lagSeconds) {
        Fleet fleet = Cast.fleet(world, atLeast, Cast::healthy);
        int bad = fleet.active;
        long[] frozenAt = {Long.MAX_VALUE};
        fleet.answer = ask -> {
            long at = lagSeconds < 0 ? frozenAt[0] : ask.micros() - (long) (lagSeconds * World.SECOND);
            int version = ask.server() == bad && frozenAt[0] < Long.MAX_VALUE
                    ? Math.min(ask.version(), fleet.versionAt(ask.item(), at))
                    : ask.version();
            Value value = dress.on(Documents.song(ask.item(), version), ask);
            return version == ask.version() ? value : value.truth(STALE);
        };
        fleet.run(60);
        frozenAt[0] = world.now() - 20 * World.SECOND;
        world.run(Cast.length(fleet) * 2);
        return Cast.guilty(fleet, bad, STALE);
    }

    private static Map<String, Verdict> denied(World world) {
        Fleet fleet = Cast.fleet(world, 4, ask -> packed(Documents.song(ask.item(), ask.version()), ask));
        fleet.run(60);
        int bad = fleet.active;
        fleet.answer = ask -> ask.server() == bad && world.random().nextInt(4) == 0
                ? packed(Documents.unauthorized(), ask).truth(POISON)
                : packed(Documents.song(ask.item(), ask.version()), ask);
        world.run(Cast.length(fleet) * 2);
        return Cast.guilty(fleet, bad, POISON);
    }

    /** The truth's versions count as they are told, and go back by so many each minute. */
    private static Scenario plain(String name, Dress dress, IntUnaryOperator version, int goesBack) {
        return new Scenario(name, world -> {
            int[] back = {0};
            Fleet fleet = Cast.fleet(
                    world,
                    3,
                    ask -> dress.on(
                            Documents.song(ask.item(), version.applyAsInt(Math.max(0, ask.version() - back[0]))), ask));
            fleet.start();
            for (int minute = 0; minute < 6; minute++) {
                world.run(60);
                back[0] += goesBack;
            }
            return HonestFleets.NOBODY;
        });
    }
}
