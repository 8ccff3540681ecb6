package io.whoset.forensics.detect;

import java.util.Locale;

/** Spans of time for a person: {@code 0.4 s}, {@code 12 min}. Safe for many threads. */
final class Spans {
    private static final double MICROS = 1e6;
    private static final int MINUTE = 60;
    private static final int HOUR = 3600;

    private Spans() {}

    /** A span of microseconds. */
    static String text(long micros) {
        double seconds = micros / MICROS;
        if (seconds < 2 * MINUTE) {
            return String.format(Locale.ROOT, "%.1f s", seconds);
        }
        return seconds < 2 * HOUR ? Math.round(seconds / MINUTE) + " min" : Math.round(seconds / HOUR) + " h";
    }
}
