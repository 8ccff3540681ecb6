package io.whoset.ui.live;

/**
 * One line of the log on its way to a watcher.
 *
 * <p>Immutable.
 *
 * @param id its id, empty for lines without one
 * @param text the event as it is sent
 */
record LiveLine(String id, String text) {
    static LiveLine of(String event, String id, String json) {
        return new LiveLine(id, ServerSentEvent.of(event, id, json));
    }

    /** What a watcher is told of lines that it does not get. */
    static String skipped(long lost, boolean more) {
        return ServerSentEvent.of("skipped", "", "{\"lost\":" + lost + (more ? ",\"more\":true}" : "}"));
    }
}
