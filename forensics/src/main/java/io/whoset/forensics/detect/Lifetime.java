package io.whoset.forensics.detect;

import org.jspecify.annotations.Nullable;

/**
 * What kind of lifetime an exptime asks for.
 *
 * <p>Immutable. <b>Source</b> protocol.txt, "Expiration times".
 */
enum Lifetime {
    /** Not known. */
    UNKNOWN(0, "not known"),
    /** 0: for ever. */
    FOR_EVER(1, "0, which means for ever"),
    /** Negative: expired at once. */
    NEGATIVE(2, "negative, which means expired at once"),
    /** Up to 30 days: seconds from now. */
    SECONDS(3, "a number of seconds"),
    /** Over 30 days: a date. */
    DATE(4, "over 30 days, which is read as a date");

    private static final long THIRTY_DAYS = 60L * 60 * 24 * 30;

    private final long number;
    private final String text;

    Lifetime(long number, String text) {
        this.number = number;
        this.text = text;
    }

    /** Of an exptime as sent. */
    static Lifetime of(@Nullable Long exptime) {
        if (exptime == null) {
            return UNKNOWN;
        }
        if (exptime <= 0) {
            return exptime == 0 ? FOR_EVER : NEGATIVE;
        }
        return exptime <= THIRTY_DAYS ? SECONDS : DATE;
    }

    /** A number of its own, 0 where it is not known. */
    long number() {
        return number;
    }

    /** For a person. */
    String text() {
        return text;
    }
}
