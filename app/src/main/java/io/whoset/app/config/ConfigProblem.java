package io.whoset.app.config;

/**
 * One thing that is wrong with a configuration file, named so that a person finds it.
 *
 * <p>Immutable.
 *
 * @param file the file as it was named
 * @param line its line, from 1
 * @param key path of the key, e.g. {@code routes[1].listen}
 * @param what what was seen and what was expected
 */
public record ConfigProblem(String file, int line, String key, String what) {
    /** {@code whoset.yaml:12: routes[1].listen: saw "11211", expected HOST:PORT}. */
    @Override
    public String toString() {
        return file + ":" + line + ": " + (key.isEmpty() ? "" : key + ": ") + what;
    }
}
