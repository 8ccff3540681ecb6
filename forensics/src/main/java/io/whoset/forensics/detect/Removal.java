package io.whoset.forensics.detect;

import io.whoset.forensics.record.Interval;

/**
 * An item was removed: deleted, flushed, or by a store that leaves nothing.
 *
 * <p>Immutable.
 *
 * @param writer who did it
 * @param digest what the key held, as far as it is known
 * @param interval when the server can have carried it out
 * @param micros the same on the wall's clock
 */
record Removal(String writer, long digest, Interval interval, long micros) {}
