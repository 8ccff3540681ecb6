package io.whoset.testkit;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One thing that a client does in a {@link Script}: what it does, on which of its connections.
 *
 * <p>Immutable.
 *
 * @param conn the connection, from 1; it is opened by the first step that names it
 * @param action what is done there
 * @param text what is sent, or what the reply has to end with, as ISO 8859-1; empty for the others
 * @param number reply bytes to wait for, or milliseconds of silence; 0 for the others
 */
record Step(int conn, Action action, String text, int number) {
    private static final Pattern FORM = Pattern.compile("(\\d*)([><#~!])(.*)", Pattern.DOTALL);

    /** What a client can do. */
    enum Action {
        /** {@code >text}: sends. */
        SEND,
        /** {@code <text}: waits until what came since the last wait ends with this. */
        AWAIT_TEXT,
        /** {@code #12}: waits until so many reply bytes came since the last wait. */
        AWAIT_BYTES,
        /** {@code ~50}: waits until nothing came for so many milliseconds. */
        AWAIT_SILENCE,
        /** {@code !open}: opens the connection and sends nothing. */
        OPEN,
        /** {@code !ended}: waits until the server closed. */
        AWAIT_END,
        /** {@code !half}: sends no more. */
        HALF_CLOSE,
        /** {@code !close}: closes. */
        CLOSE,
        /** {@code !reset}: closes with a reset. */
        RESET
    }

    /** A send on a connection. */
    static Step send(int conn, byte[] bytes) {
        return new Step(conn, Action.SEND, new String(bytes, StandardCharsets.ISO_8859_1), 0);
    }

    /** A step of a table's notation: {@code 2>get k\r\n}, {@code 2<END\r\n}, {@code #5}, {@code ~50}, {@code !half}. */
    static Step parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException("a step is [CONN] and one of > < # ~ !, saw: " + text);
        }
        int conn = form.group(1).isEmpty() ? 1 : Integer.parseInt(form.group(1));
        String rest = form.group(3);
        return switch (form.group(2)) {
            case ">" -> send(conn, EveryCut.unescape(rest));
            case "<" ->
                new Step(conn, Action.AWAIT_TEXT, new String(EveryCut.unescape(rest), StandardCharsets.ISO_8859_1), 0);
            case "#" -> new Step(conn, Action.AWAIT_BYTES, "", Integer.parseInt(rest));
            case "~" -> new Step(conn, Action.AWAIT_SILENCE, "", Integer.parseInt(rest));
            default -> new Step(conn, action(rest), "", 0);
        };
    }

    private static Action action(String word) {
        return switch (word) {
            case "open" -> Action.OPEN;
            case "ended" -> Action.AWAIT_END;
            case "half" -> Action.HALF_CLOSE;
            case "close" -> Action.CLOSE;
            case "reset" -> Action.RESET;
            default -> throw new IllegalArgumentException("no such step: !" + word);
        };
    }

    byte[] bytes() {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    @Override
    public String toString() {
        String shown = text.length() > 60 ? text.substring(0, 60) + "… of " + text.length() : text;
        return conn + " " + action + " "
                + (shown.isEmpty() ? String.valueOf(number) : shown.replaceAll("\\r\\n", "\\\\r\\\\n"));
    }
}
