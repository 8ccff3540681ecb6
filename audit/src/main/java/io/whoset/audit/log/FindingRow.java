package io.whoset.audit.log;

import java.util.List;
import java.util.Map;

/**
 * A {@code finding} line of the log; components bear the contract's names.
 *
 * <p>Immutable.
 *
 * @param id its id
 * @param tsMicros when it was concluded, microseconds since 1970 UTC
 * @param writer who is accused
 * @param verdict {@code stale}, {@code poison}, {@code suspect}, or {@code clean} where an accusation is withdrawn
 * @param rule by which rule
 * @param why the sentence for a person
 * @param writes evidence: ids of the writes
 * @param numbers evidence: what {@code why} quotes
 * @param keys evidence: keys concerned
 */
public record FindingRow(
        String id,
        long tsMicros,
        String writer,
        String verdict,
        String rule,
        String why,
        List<String> writes,
        Map<String, Double> numbers,
        List<String> keys) {}
