package io.whoset.ui.state;

import java.util.List;
import java.util.Map;

/**
 * What a process is, and what its record lacks since it was started.
 *
 * <p>Immutable.
 *
 * @param versions what runs, by name: whoset, Java, operating system
 * @param configuration how it was configured, by key; without a secret
 * @param gaps how many {@code gap} lines it wrote
 * @param lost writes that could not be recorded, as far as their number is known
 * @param logStalled whether the disk refuses the log now
 * @param storeBehind rows of the log that the store has not taken over yet
 * @param bypasses routes that writes go around
 */
public record ProcessState(
        Map<String, String> versions,
        Map<String, String> configuration,
        long gaps,
        long lost,
        boolean logStalled,
        long storeBehind,
        List<Bypass> bypasses) {
    /** Copies the list. */
    public ProcessState {
        bypasses = List.copyOf(bypasses);
    }

    /**
     * A route that writes go, or went, around.
     *
     * <p>Immutable.
     *
     * @param route its name
     * @param now whether they do at this moment
     * @param writes how many there were at least
     * @param peers who was connected to the server and not by whoset
     */
    public record Bypass(String route, boolean now, long writes, List<String> peers) {}
}
