package io.whoset.forensics.record;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * An accusation of a writer: a {@code finding} line of the log.
 *
 * <p>Immutable.
 *
 * @param tsMicros when it was concluded, microseconds since 1970 UTC
 * @param writer who is accused
 * @param verdict of what
 * @param rule by which rule
 * @param why one or two sentences that a person can check, with the numbers
 * @param writes ids of the writes that prove it, oldest first, at most 500
 * @param numbers what {@code why} quotes: counts, rates, the factor; keys in snake_case
 * @param keys log forms of keys concerned, at most 20
 */
public record Finding(
        long tsMicros,
        String writer,
        Verdict verdict,
        String rule,
        String why,
        List<RecordId> writes,
        Map<String, Double> numbers,
        List<String> keys) {
    /** Copies the collections. */
    public Finding {
        writes = List.copyOf(writes);
        numbers = Collections.unmodifiableMap(new TreeMap<>(numbers));
        keys = List.copyOf(keys);
    }
}
