package io.whoset.forensics.detect;

import io.whoset.forensics.record.Interval;

/**
 * One value of a key: its digest, when it was first stored, and by whom.
 *
 * <p><b>Units, bounds</b> remembers two writers, which is enough to know one who is not a given one.
 *
 * <p>Audit thread only.
 */
final class Version {
    private final long digest;
    private final String firstWriter;
    private String otherWriter;
    private final Interval born;
    private final long bornMicros;
    private final long epoch;

    Version(Sighting first, long epoch) {
        this.digest = first.digest();
        this.firstWriter = first.writer();
        this.otherWriter = first.writer();
        this.born = first.interval();
        this.bornMicros = first.micros();
        this.epoch = epoch;
    }

    /** The digest's first 8 bytes. */
    long digest() {
        return digest;
    }

    /** Who stored it first. */
    String firstWriter() {
        return firstWriter;
    }

    /** When it was stored first. */
    Interval born() {
        return born;
    }

    /** When it was stored first, on the wall's clock. */
    long bornMicros() {
        return bornMicros;
    }

    /** The stretch without gaps in which it was first stored. */
    long epoch() {
        return epoch;
    }

    /** It was stored again. */
    void storedBy(String writer) {
        if (otherWriter.equals(firstWriter)) {
            otherWriter = writer;
        }
    }

    /** Whether somebody else than this writer stored it. */
    boolean isByOtherThan(String writer) {
        return !firstWriter.equals(writer) || !otherWriter.equals(writer);
    }
}
