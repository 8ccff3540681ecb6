package io.whoset.benchmarks.scenario;

import io.whoset.benchmarks.sim.World;
import io.whoset.forensics.record.Verdict;
import java.util.Map;

/**
 * A labelled history.
 *
 * <p>Immutable.
 *
 * @param name for the table
 * @param story what happens
 */
public record Scenario(String name, Story story) {
    /** What happens in a world; ends with who was bad, and how. */
    public interface Story {
        /** Lets it happen. */
        Map<String, Verdict> play(World world);
    }
}
