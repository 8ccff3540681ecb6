package io.whoset.audit.log;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * The log's form of a moment: RFC 3339, UTC, microseconds.
 *
 * <p>Audit thread only, as it remembers the text of the last second; the static methods are safe for many threads.
 */
public final class Timestamps {
    private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT);
    private static final long MICROS = 1_000_000;
    private static final int MICRO_DIGITS = 6;

    private long second = Long.MIN_VALUE;
    private String text = "";

    String format(long epochMicros) {
        String micros = Long.toString(Math.floorMod(epochMicros, MICROS) + MICROS);
        return second(epochMicros) + '.' + micros.substring(1) + 'Z';
    }

    /** Appends the form of a moment. */
    void write(long epochMicros, JsonBytes out) {
        out.raw(second(epochMicros)).raw('.');
        out.digits(Math.floorMod(epochMicros, MICROS), MICRO_DIGITS).raw('Z');
    }

    private String second(long epochMicros) {
        long seconds = Math.floorDiv(epochMicros, MICROS);
        if (seconds != second) {
            text = SECOND.format(LocalDateTime.ofEpochSecond(seconds, 0, ZoneOffset.UTC));
            second = seconds;
        }
        return text;
    }

    /** The form of one moment, microseconds since 1970 UTC. */
    public static String text(long epochMicros) {
        return new Timestamps().format(epochMicros);
    }

    /**
     * Reads the form back.
     *
     * @throws java.time.format.DateTimeParseException where the text is no RFC 3339 moment in UTC
     */
    static long parse(String text) {
        Instant instant = Instant.parse(text);
        return instant.getEpochSecond() * MICROS + instant.getNano() / 1000;
    }
}
