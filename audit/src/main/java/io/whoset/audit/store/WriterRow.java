package io.whoset.audit.store;

import io.whoset.audit.log.FindingRow;
import java.util.List;
import java.util.Map;

/**
 * One writer in the ranking: the accused first, then by suspect writes, then by writes.
 *
 * <p><b>Units</b> times in microseconds since 1970 UTC.
 *
 * <p>Immutable.
 *
 * @param writer its name
 * @param writes how many writes are in the store
 * @param keys how many different keys they touch, approximately
 * @param bytes payload bytes in all
 * @param byVerdict number of writes by verdict word
 * @param firstMicros its first write
 * @param lastMicros its last write
 * @param verdict the worst verdict that a finding which still stands gave it, else {@code suspect} or {@code clean} by its writes
 * @param peers its latest peers, at most 10
 * @param findings the accusations that stand, newest first
 */
public record WriterRow(
        String writer,
        long writes,
        long keys,
        long bytes,
        Map<String, Long> byVerdict,
        long firstMicros,
        long lastMicros,
        String verdict,
        List<String> peers,
        List<FindingRow> findings) {}
