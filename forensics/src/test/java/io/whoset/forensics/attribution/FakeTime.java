package io.whoset.forensics.attribution;

import io.whoset.forensics.record.TimeSource;

/** A clock that a test moves. Confined to its test. */
final class FakeTime implements TimeSource {
    static final long EPOCH_MICROS = 1_700_000_000_000_000L;

    private long nanos;
    private int looks;

    void advanceMicros(long micros) {
        nanos += micros * 1000;
    }

    /** How often it was looked at. */
    int looks() {
        return looks;
    }

    @Override
    public long nanos() {
        looks++;
        return nanos;
    }

    @Override
    public long epochMicros(long atNanos) {
        return EPOCH_MICROS + atNanos / 1000;
    }
}
