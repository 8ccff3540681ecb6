package io.whoset.ui.live;

/**
 * The framing of one event.
 *
 * <p><b>Shape</b> {@code event: write\nid: 0006...\ndata: {...}\n\n}
 */
final class ServerSentEvent {
    private ServerSentEvent() {}

    /** A line end within the data would end the event: such data is given in several {@code data} lines, as the standard asks. */
    static String of(String event, String id, String data) {
        StringBuilder out = new StringBuilder(data.length() + 64);
        out.append("event: ").append(event).append('\n');
        if (!id.isEmpty()) {
            out.append("id: ").append(id).append('\n');
        }
        for (String line : data.split("\r\n|\r|\n", -1)) {
            out.append("data: ").append(line).append('\n');
        }
        return out.append('\n').toString();
    }
}
