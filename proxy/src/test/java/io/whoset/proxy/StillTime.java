package io.whoset.proxy;

import io.whoset.forensics.record.TimeSource;

/** Never moves: for what measures ages only by it. */
public final class StillTime implements TimeSource {
    /** At its only moment. */
    public StillTime() {}

    @Override
    public long nanos() {
        return 0;
    }

    @Override
    public long epochMicros(long nanos) {
        return 0;
    }
}
