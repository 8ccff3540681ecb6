package io.whoset.ui.api;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Moments as the contract writes them: RFC 3339 UTC with microseconds. */
final class Times {
    private static final long MICROS = 1_000_000;
    private static final long NANOS_PER_MICRO = 1000;
    private static final DateTimeFormatter FORM =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private Times() {}

    static String rfc3339(long micros) {
        return FORM.format(
                Instant.ofEpochSecond(Math.floorDiv(micros, MICROS), Math.floorMod(micros, MICROS) * NANOS_PER_MICRO));
    }
}
