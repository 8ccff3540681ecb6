package io.whoset.benchmarks.scenario;

import java.util.List;
import java.util.stream.Stream;

/** All stories. Safe for many threads. */
public final class Scenarios {
    private Scenarios() {}

    /** Those with bad writers. */
    public static List<Scenario> guilty() {
        return Stream.of(Poisoners.all(), StaleWriters.all(), Dressed.guilty(), Intruders.all())
                .flatMap(List::stream)
                .toList();
    }

    /** Those in which nobody is bad. */
    public static List<Scenario> controls() {
        return Stream.of(HonestFleets.all(), HonestChanges.all(), HonestHabits.all(), Dressed.controls())
                .flatMap(List::stream)
                .toList();
    }
}
