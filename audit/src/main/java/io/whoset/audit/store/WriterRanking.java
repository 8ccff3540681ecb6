package io.whoset.audit.store;

import io.whoset.audit.log.FindingRow;
import io.whoset.forensics.record.TimeSource;
import io.whoset.forensics.record.Verdict;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Ranks writers: the accused first, then by writes that are not clean, then by writes.
 *
 * <p><b>Units, bounds</b> how many keys each touched is counted over all writes and therefore at most every 30 s; peers are those of the newest 50,000 writes, of
 * one writer's newest 2000.
 *
 * <p>Safe for many threads.
 */
final class WriterRanking {
    /* The last finding of each rule about each writer stands, unless it withdraws. */
    private static final String STANDING =
            "(SELECT *, row_number() OVER (PARTITION BY writer, rule ORDER BY id DESC) AS place"
                    + " FROM findings) WHERE place = 1 AND verdict <> 'clean'";
    private static final int PEERS = 10;
    private static final int NEWEST = 50_000;
    private static final int NEWEST_OF_ONE = 2_000;
    private static final long KEYS_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final TimeSource time;
    private @Nullable Map<String, Long> keys;
    private long keysAt;

    WriterRanking(TimeSource time) {
        this.time = time;
    }

    List<WriterRow> rows(Connection sql, @Nullable String writer) throws SQLException {
        Map<String, List<FindingRow>> accused =
                DuckStore.findingRows(sql, "SELECT line FROM " + STANDING + " ORDER BY id DESC LIMIT 10000").stream()
                        .collect(Collectors.groupingBy(FindingRow::writer));
        Filter filter = new Filter().and("writer = ?", writer);
        Map<String, List<String>> peers = peers(sql, writer);
        Map<String, Long> counted = keys(sql);
        List<WriterRow> rows = new ArrayList<>();
        try (PreparedStatement statement = filter.bind(sql.prepareStatement(question(filter)));
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                rows.add(read(
                        row,
                        accused.getOrDefault(row.getString("writer"), List.of()),
                        peers.getOrDefault(row.getString("writer"), List.of()),
                        counted.getOrDefault(row.getString("writer"), 0L)));
            }
        }
        return rows;
    }

    private static String question(Filter filter) {
        StringBuilder text = new StringBuilder("SELECT writer, sum(writes)::BIGINT AS n, sum(bytes)::BIGINT AS n_bytes,"
                + " min(first_ts) AS first_ts, max(last_ts) AS last_ts");
        for (Verdict verdict : Verdict.values()) {
            text.append(", coalesce(sum(writes) FILTER (verdict = '")
                    .append(verdict.word())
                    .append("'), 0)::BIGINT AS ")
                    .append(verdict.word());
        }
        return text.append(" FROM minutes")
                .append(filter.where())
                .append(" GROUP BY writer ORDER BY writer IN (SELECT writer FROM ")
                .append(STANDING)
                .append(") DESC, coalesce(sum(writes) FILTER (verdict NOT IN ('clean', '')), 0) DESC, n DESC, writer")
                .append(" LIMIT 1000")
                .toString();
    }

    private static WriterRow read(ResultSet row, List<FindingRow> accusations, List<String> peers, long keys)
            throws SQLException {
        Map<String, Long> byVerdict = new TreeMap<>();
        Verdict worst = Verdict.CLEAN;
        for (Verdict verdict : Verdict.values()) {
            long count = row.getLong(verdict.word());
            byVerdict.put(verdict.word(), count);
            worst = count > 0 && verdict != Verdict.CLEAN ? Verdict.SUSPECT : worst;
        }
        for (FindingRow accusation : accusations) {
            worst = worst.or(Verdict.valueOf(accusation.verdict().toUpperCase(Locale.ROOT)));
        }
        return new WriterRow(
                row.getString("writer"),
                row.getLong("n"),
                keys,
                row.getLong("n_bytes"),
                byVerdict,
                row.getLong("first_ts"),
                row.getLong("last_ts"),
                worst.word(),
                peers,
                accusations);
    }

    /** How many keys each writer touched, approximately. */
    private synchronized Map<String, Long> keys(Connection sql) throws SQLException {
        Map<String, Long> known = keys;
        if (known != null && time.nanos() - keysAt < KEYS_NANOS) {
            return known;
        }
        Map<String, Long> counted = new HashMap<>();
        String text = "SELECT writer, approx_count_distinct(key_hash) FROM writes GROUP BY writer";
        try (PreparedStatement statement = sql.prepareStatement(text);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                counted.put(row.getString(1), row.getLong(2));
            }
        }
        keys = counted;
        keysAt = time.nanos();
        return counted;
    }

    /** The newest peers of each writer among the newest writes: all writes of all writers would need memory for each of them. */
    private static Map<String, List<String>> peers(Connection sql, @Nullable String writer) throws SQLException {
        Map<String, List<String>> peers = new HashMap<>();
        Filter filter = new Filter().and("writer = ?", writer);
        long newest = writer == null ? NEWEST : NEWEST_OF_ONE;
        filter.number("id >= ", Rollup.firstOfNewest(Rollup.minutes(sql, filter), newest));
        String text =
                "SELECT writer, peer FROM writes" + filter.where() + " GROUP BY writer, peer ORDER BY max(id) DESC";
        try (PreparedStatement statement = filter.bind(sql.prepareStatement(text));
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                List<String> known = peers.computeIfAbsent(row.getString(1), first -> new ArrayList<>());
                if (known.size() < PEERS) {
                    known.add(row.getString(2));
                }
            }
        }
        return peers;
    }
}
