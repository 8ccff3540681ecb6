package io.whoset.ui.metrics;

import java.util.List;
import java.util.Map;

/**
 * One metric and its values now.
 *
 * <p>Immutable.
 *
 * @param name {@code whoset_} and snake case, with its unit
 * @param help one line for the person who reads the scrape
 * @param type what kind of number
 * @param samples one for each combination of labels
 */
public record Metric(String name, String help, Type type, List<Sample> samples) {
    /** Copies the list. */
    public Metric {
        samples = List.copyOf(samples);
    }

    /** What a scraper may do with the number. */
    public enum Type {
        /** Only grows; its name ends with {@code _total}. */
        COUNTER,
        /** Goes up and down. */
        GAUGE
    }

    /**
     * One value.
     *
     * <p>Immutable.
     *
     * @param labels name to value; a bounded set of values, so never a key
     * @param value the number
     */
    public record Sample(Map<String, String> labels, double value) {}

    /** A counter without labels. */
    public static Metric counter(String name, String help, double value) {
        return new Metric(name, help, Type.COUNTER, List.of(new Sample(Map.of(), value)));
    }

    /** A gauge without labels. */
    public static Metric gauge(String name, String help, double value) {
        return new Metric(name, help, Type.GAUGE, List.of(new Sample(Map.of(), value)));
    }
}
