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
    private final long form;
    private final String firstWriter;
    private String otherWriter;
    private final Interval born;
    private final long bornMicros;
    private final long epoch;
    private long storedAt;

    Version(Sighting first, long epoch) {
        this.digest = first.digest();
        this.form = first.form();
        this.firstWriter = first.writer();
        this.otherWriter = first.writer();
        this.born = first.interval();
        this.bornMicros = first.micros();
        this.epoch = epoch;
        this.storedAt = first.micros();
    }

    /** The digest's first 8 bytes. */
    long digest() {
        return digest;
    }

    /** Its form: see {@link Sighting#form}. */
    long form() {
        return form;
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
    void storedBy(Sighting store) {
        storedAt = store.micros();
        if (otherWriter.equals(firstWriter)) {
            otherWriter = store.writer();
        }
    }

    /** When it was stored last, on the wall's clock. */
    long storedAt() {
        return storedAt;
    }

    /** Whether two writers stored it. */
    boolean isByTwo() {
        return !otherWriter.equals(firstWriter);
    }

    /** Whether somebody else than this writer stored it. */
    boolean isByOtherThan(String writer) {
        return !firstWriter.equals(writer) || !otherWriter.equals(writer);
    }
}
