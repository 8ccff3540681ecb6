package io.whoset.app.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the output goes: a terminal with a width and colours, or a pipe with neither.
 *
 * <p>Immutable.
 *
 * @param columns characters a line, {@link #ENDLESS} where it is no terminal
 * @param colours whether verdicts are coloured; never where {@code NO_COLOR} is set
 */
record Terminal(int columns, boolean colours) {
    /** A pipe or a file. */
    static final int ENDLESS = Integer.MAX_VALUE;

    private static final Pattern SIZE = Pattern.compile("(\\d+) (\\d+)");
    private static final int USUAL_COLUMNS = 80;

    static Terminal ofThisProcess() {
        if (!isTerminal()) {
            return new Terminal(ENDLESS, false);
        }
        return new Terminal(width(), System.getenv("NO_COLOR") == null);
    }

    /** By what standard output is: a console object says nothing since Java 22. */
    private static boolean isTerminal() {
        try {
            String device = Files.readSymbolicLink(Path.of("/proc/self/fd/1")).toString();
            return device.startsWith("/dev/pts/") || device.startsWith("/dev/tty");
        } catch (IOException e) {
            return false;
        }
    }

    private static int width() {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String size = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            Matcher matcher = SIZE.matcher(size);
            boolean done = stty.waitFor(1, TimeUnit.SECONDS);
            return done && matcher.find() ? Math.max(USUAL_COLUMNS, Integer.parseInt(matcher.group(2))) : USUAL_COLUMNS;
        } catch (IOException e) {
            return USUAL_COLUMNS;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return USUAL_COLUMNS;
        }
    }

    /** A verdict in its colour: yellow for suspect, red for stale and poison. */
    String colour(String verdict, String text) {
        if (!colours || verdict.equals("clean")) {
            return text;
        }
        return (verdict.equals("suspect") ? "\u001b[33m" : "\u001b[31;1m") + text + "\u001b[0m";
    }
}
