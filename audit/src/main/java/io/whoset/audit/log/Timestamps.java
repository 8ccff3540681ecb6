package io.whoset.audit.log;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Month;
import java.time.Year;
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
    private static final String FORM = "0000-00-00T00:00:00.000000Z";

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
        if (isOurs(text)) {
            long days = LocalDate.of(digits(text, 0, 4), digits(text, 5, 7), digits(text, 8, 10))
                    .toEpochDay();
            long seconds =
                    (days * 24 + digits(text, 11, 13)) * 3600 + digits(text, 14, 16) * 60L + digits(text, 17, 19);
            return seconds * MICROS + digits(text, 20, 26);
        }
        Instant instant = Instant.parse(text);
        return instant.getEpochSecond() * MICROS + instant.getNano() / 1000;
    }

    /** Whether a text is as this class writes it; the JDK's parser, which takes every form, is a tenth of what the store costs. */
    private static boolean isOurs(String text) {
        if (text.length() != FORM.length()) {
            return false;
        }
        for (int i = 0; i < FORM.length(); i++) {
            char expected = FORM.charAt(i);
            char c = text.charAt(i);
            if (expected == '0' ? c < '0' || c > '9' : c != expected) {
                return false;
            }
        }
        int month = digits(text, 5, 7);
        int day = digits(text, 8, 10);
        return month >= 1
                && month <= 12
                && day >= 1
                && day <= Month.of(month).length(Year.isLeap(digits(text, 0, 4)))
                && digits(text, 11, 13) < 24
                && digits(text, 14, 16) < 60
                && digits(text, 17, 19) < 60;
    }

    private static int digits(String text, int from, int to) {
        int value = 0;
        for (int i = from; i < to; i++) {
            value = value * 10 + text.charAt(i) - '0';
        }
        return value;
    }
}
