package io.whoset.benchmarks.sim;

import io.whoset.forensics.record.Verdict;
import java.nio.charset.StandardCharsets;

/**
 * What a writer stores, with the truth about it.
 *
 * <p>Immutable by convention: nobody changes the bytes.
 *
 * @param bytes the payload
 * @param flags client flags
 * @param exptime as sent
 * @param truth clean, stale or poison
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody, and copied for nobody
public record Value(byte[] bytes, long flags, long exptime, Verdict truth) {
    /** A healthy text. */
    public static Value of(String text, long flags, long exptime) {
        return new Value(text.getBytes(StandardCharsets.UTF_8), flags, exptime, Verdict.CLEAN);
    }

    /** The same, labelled. */
    public Value truth(Verdict other) {
        return new Value(bytes, flags, exptime, other);
    }

    /** The same with other flags. */
    public Value flags(long other) {
        return new Value(bytes, other, exptime, truth);
    }

    /** The same with another exptime. */
    public Value exptime(long other) {
        return new Value(bytes, flags, other, truth);
    }

    /** The same with other bytes. */
    public Value bytes(byte[] other) {
        return new Value(other, flags, exptime, truth);
    }
}
